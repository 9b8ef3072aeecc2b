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
}
