package dev.modelroute.core.execution;

import dev.modelroute.core.catalog.RouteId;
import dev.modelroute.core.catalog.RouteMode;
import dev.modelroute.core.provider.ProviderJob;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try of an execution on one route; stored before the provider is called.
 *
 * @param number from 1, without gaps
 * @param taskToken of the machine's task this attempt will answer; never in a URL, never in a log
 * @param callbackDigest SHA-256 of the callback token; null for routes without callback
 * @param leaseUntil until when a CALLED attempt is left alone
 * @param deadline when its execution expires
 * @param polls polls claimed so far
 * @param job what the provider accepted; null before
 * @param outcome null until ANSWERED
 */
public record Attempt(
    ExecutionId execution,
    int number,
    RouteId route,
    RouteMode mode,
    String taskToken,
    @Nullable String callbackDigest,
    Phase phase,
    Instant createdAt,
    Instant leaseUntil,
    Instant deadline,
    int polls,
    @Nullable ProviderJob job,
    @Nullable AttemptOutcome outcome) {

  /** How far an attempt got. */
  public enum Phase {
    /**
     * Stored; the provider is called next. A crash leaves it in doubt: the provider may or may not
     * have the job.
     */
    CALLED,
    WAITING,
    ANSWERED
  }

  public boolean isAnswered() {
    return phase == Phase.ANSWERED;
  }

  /** This attempt with a job the provider accepted. */
  public Attempt waiting(ProviderJob accepted) {
    return with(taskToken, Phase.WAITING, polls, accepted, outcome);
  }

  /** This attempt with its outcome. */
  public Attempt answered(AttemptOutcome result) {
    return with(taskToken, Phase.ANSWERED, polls, job, result);
  }

  /** This attempt answering another task. */
  public Attempt adopted(String token) {
    return with(token, phase, polls, job, outcome);
  }

  /** This attempt with so many polls claimed. */
  public Attempt polled(int count) {
    return with(taskToken, phase, count, job, outcome);
  }

  private Attempt with(
      String token,
      Phase reached,
      int claimed,
      @Nullable ProviderJob accepted,
      @Nullable AttemptOutcome result) {
    return new Attempt(
        execution,
        number,
        route,
        mode,
        token,
        callbackDigest,
        reached,
        createdAt,
        leaseUntil,
        deadline,
        claimed,
        accepted,
        result);
  }
}
