package dev.modelroute.core.flow;

import dev.modelroute.core.execution.Attempt;
import dev.modelroute.core.execution.AttemptStore;
import dev.modelroute.core.id.Digests;
import dev.modelroute.core.provider.Adapters;
import dev.modelroute.core.provider.CallbackCheck;
import dev.modelroute.core.provider.ProviderJob;
import dev.modelroute.core.provider.RawCallback;
import java.util.Optional;

/**
 * A provider calls back. What it says is only a hint: the result comes by our own request to the
 * provider. Unknown tokens, forged signatures and repeats change nothing.
 */
public final class AcceptCallback {
  private final AttemptStore attempts;
  private final Adapters adapters;
  private final JobResults jobs;

  public AcceptCallback(AttemptStore attempts, Adapters adapters, JobResults jobs) {
    this.attempts = attempts;
    this.adapters = adapters;
    this.jobs = jobs;
  }

  /** What a callback came to. */
  public sealed interface CallbackOutcome {
    /** Taken; the waiting task is to be told this. */
    record Taken(Dispatched dispatched) implements CallbackOutcome {}

    /** No attempt has this token. */
    record Unknown() implements CallbackOutcome {}

    /** The signature is not the provider's. */
    record Forged() implements CallbackOutcome {}
  }

  /**
   * @param token the last segment of the callback's path
   */
  public CallbackOutcome accept(String token, RawCallback callback) {
    Optional<Attempt> found = attempts.findByCallback(Digests.sha256(token));
    if (found.isEmpty()) {
      return new CallbackOutcome.Unknown();
    }
    Attempt attempt = found.get();
    if (adapters.of(attempt.route()).verify(callback) == CallbackCheck.FORGED) {
      return new CallbackOutcome.Forged();
    }
    return new CallbackOutcome.Taken(apply(attempt));
  }

  private Dispatched apply(Attempt read) {
    if (read.phase() == Attempt.Phase.CALLED
        && attempts.keepCallback(read.execution(), read.number())) {
      // Our own call still waits for its reply; who made it will ask for the job.
      return new Dispatched.Duplicate();
    }
    Attempt attempt =
        read.phase() == Attempt.Phase.CALLED
            ? attempts.find(read.execution(), read.number()).orElseThrow()
            : read;
    ProviderJob job = attempt.job();
    return attempt.isAnswered() || job == null
        ? new Dispatched.Duplicate()
        : jobs.ask(attempt, job);
  }
}
