package dev.modelroute.api;

import dev.modelroute.core.execution.Attempt;
import dev.modelroute.core.execution.AttemptOutcome;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionJson;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.money.Resolution;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.core.provider.ProviderJob;
import dev.modelroute.core.provider.ProviderOutput;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An execution with its attempts, for the operator only. Task and callback tokens stay out. */
final class TraceJson {
  private TraceJson() {}

  static JsonObject of(JsonObject shown, Execution execution, List<Attempt> attempts) {
    return JsonObject.builder()
        .put("execution", shown)
        .put("organization_id", execution.organization().value())
        .put("mode", execution.account().mode().text())
        .put("key_id", execution.key().value())
        .put(
            "platform_loss",
            execution.resolution().map(Resolution::platformLoss).map(Money::toUsd).orElse(null))
        .put("attempts", attempts.stream().map(TraceJson::json).collect(JsonArray.collector()))
        .build();
  }

  private static JsonObject json(Attempt attempt) {
    @Nullable AttemptOutcome outcome = attempt.outcome();
    return JsonObject.builder()
        .put("number", attempt.number())
        .put("provider", attempt.route().provider())
        .put("provider_model", attempt.route().model())
        .put("mode", attempt.mode().name())
        .put("phase", attempt.phase().name())
        .put("created_at", ExecutionJson.time(attempt.createdAt()))
        .put("lease_until", ExecutionJson.time(attempt.leaseUntil()))
        .put("polls", attempt.polls())
        .put("job_id", Optional.ofNullable(attempt.job()).map(ProviderJob::id).orElse(null))
        .put("outcome", outcome == null ? null : json(outcome))
        .build();
  }

  private static JsonObject json(AttemptOutcome outcome) {
    return switch (outcome) {
      case AttemptOutcome.Succeeded(ProviderOutput output) ->
          JsonObject.builder()
              .put("result", "SUCCEEDED")
              .put("files", output.files().size())
              .put("provider_cost", usd(output.providerCost()))
              .build();
      case AttemptOutcome.Failed(AttemptFailure failure) ->
          JsonObject.builder()
              .put("result", "FAILED")
              .put("code", failure.code().name())
              .put("action", failure.action().name())
              .put("in_doubt", failure.inDoubt())
              .put("detail", failure.detail())
              .build();
    };
  }

  private static @Nullable String usd(@Nullable Money money) {
    return money == null ? null : money.toUsd();
  }
}
