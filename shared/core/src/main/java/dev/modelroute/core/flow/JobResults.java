package dev.modelroute.core.flow;

import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.execution.Attempt;
import dev.modelroute.core.provider.Adapters;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.core.provider.ProviderJob;
import dev.modelroute.core.provider.ProviderOutput;
import dev.modelroute.core.provider.ProviderResult;

/**
 * Fetches what became of a job by our own request, whether a reminder or a callback made us look.
 */
public final class JobResults {
  private final Adapters adapters;
  private final AttemptResults results;

  public JobResults(Adapters adapters, AttemptResults results) {
    this.adapters = adapters;
    this.results = results;
  }

  Dispatched ask(Attempt attempt, ProviderJob job) {
    return switch (adapters.of(attempt.route()).poll(job)) {
      case ProviderResult.Running ignored -> new Dispatched.Waiting();
      case ProviderResult.Succeeded(ProviderOutput output) -> results.succeeded(attempt, output);
      case ProviderResult.Failed(AttemptFailure failure) -> results.failed(attempt, failure);
      case ProviderResult.Accepted ignored ->
          results.failed(
              attempt,
              AttemptFailure.nextRoute(ErrorCode.INTERNAL_ERROR, "a poll answered 'accepted'")
                  .withAlarm());
    };
  }
}
