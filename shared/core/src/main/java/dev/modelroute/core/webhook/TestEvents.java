package dev.modelroute.core.webhook;

import dev.modelroute.core.catalog.Quote;
import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.execution.Ending;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionRequest;
import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.core.execution.IdempotencyKey;
import dev.modelroute.core.execution.RequestFingerprint;
import dev.modelroute.core.id.IdSource;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.AccountMode;
import dev.modelroute.core.identity.KeyId;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.money.CostEstimate;
import dev.modelroute.core.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Makes events of executions that never were, in the very form real ones have. */
public final class TestEvents {
  private static final Duration AGE = Duration.ofSeconds(3);
  private static final Duration TIMEOUT = Duration.ofMinutes(5);
  private static final Money PRICE = Money.parse("0.040");

  private final WebhookEvents events;
  private final IdSource ids;

  public TestEvents(WebhookEvents events, IdSource ids) {
    this.events = events;
    this.ids = ids;
  }

  /** A new one of this type. */
  public WebhookEvent of(OrgId organization, EventType type, Instant now) {
    Execution started =
        pending(organization, now.minus(AGE)).started(now.minus(AGE).plusMillis(40));
    Execution execution =
        switch (type) {
          case STARTED -> started;
          case COMPLETED -> started.ended(new Ending.Completed(output(), PRICE), now);
          case FAILED -> started.ended(new Ending.Failed(ErrorCode.GENERATION_FAILED), now);
          case CANCELLED -> started.ended(new Ending.Cancelled(), now);
        };
    return events.test(execution, now);
  }

  private Execution pending(OrgId organization, Instant at) {
    var account = new Account(organization, AccountMode.TEST);
    return new Execution(
        ExecutionId.of(ids.next()),
        account,
        KeyId.of(ids.next()),
        request(account),
        ExecutionState.PENDING,
        at,
        null,
        null,
        at.plus(TIMEOUT),
        null);
  }

  private static ExecutionRequest request(Account account) {
    JsonObject input = JsonObject.builder().put("prompt", "a lighthouse at dusk").build();
    JsonObject body = JsonObject.builder().put("model", "sim-image").put("input", input).build();
    return new ExecutionRequest(
        "sim-image",
        input,
        new IdempotencyKey("test-event"),
        RequestFingerprint.of(account, body),
        Map.of(),
        null,
        TIMEOUT,
        null,
        new Quote(CostEstimate.of(PRICE), List.of()));
  }

  private JsonObject output() {
    return JsonObject.builder()
        .put(
            "images",
            JsonArray.of(
                JsonObject.builder()
                    .put("file_id", "file_" + ids.next())
                    .put("width", 1024)
                    .put("height", 1024)
                    .put("content_type", "image/png")
                    .build()))
        .build();
  }
}
