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
 * @param leaseUntil until when a READY or CALLED attempt is left alone
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
    int polls,
    @Nullable ProviderJob job,
    @Nullable AttemptOutcome outcome) {

  /**
   * How far an attempt got. A crash in CALLED leaves it in doubt: the provider may or may not have
   * the job.
   */
  public enum Phase {
    READY,
    CALLED,
    WAITING,
    ANSWERED
  }

  public boolean isAnswered() {
    return phase == Phase.ANSWERED;
  }

  /** This attempt about to call the provider. */
  public Attempt called(Instant until) {
    return new Attempt(
        execution,
        number,
        route,
        mode,
        taskToken,
        callbackDigest,
        Phase.CALLED,
        createdAt,
        until,
        polls,
        job,
        outcome);
  }

  /** This attempt with a job the provider accepted. */
  public Attempt waiting(ProviderJob accepted) {
    return new Attempt(
        execution,
        number,
        route,
        mode,
        taskToken,
        callbackDigest,
        Phase.WAITING,
        createdAt,
        leaseUntil,
        polls,
        accepted,
        outcome);
  }

  /** This attempt with its outcome. */
  public Attempt answered(AttemptOutcome result) {
    return new Attempt(
        execution,
        number,
        route,
        mode,
        taskToken,
        callbackDigest,
        Phase.ANSWERED,
        createdAt,
        leaseUntil,
        polls,
        job,
        result);
  }

  /** This attempt answering another task. */
  public Attempt adopted(String token) {
    return new Attempt(
        execution,
        number,
        route,
        mode,
        token,
        callbackDigest,
        phase,
        createdAt,
        leaseUntil,
        polls,
        job,
        outcome);
  }

  /** This attempt with so many polls claimed. */
  public Attempt polled(int count) {
    return new Attempt(
        execution,
        number,
        route,
        mode,
        taskToken,
        callbackDigest,
        phase,
        createdAt,
        leaseUntil,
        count,
        job,
        outcome);
  }
}
