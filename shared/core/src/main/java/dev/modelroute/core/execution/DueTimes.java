package dev.modelroute.core.execution;

import dev.modelroute.core.webhook.WebhookEvent;
import java.time.Duration;
import java.time.Instant;

/**
 * When the sweeper looks at something for the first time. Every store takes these times from here;
 * later ones are set by {@link ExecutionStore#defer} and {@link AttemptStore#recordOutcome}.
 */
public final class DueTimes {
  /** What two machines' clocks may differ by. */
  public static final Duration CLOCK_ALLOWANCE = Duration.ofSeconds(5);

  private static final Duration START_GRACE = Duration.ofSeconds(60);
  private static final Duration OUTBOX_GRACE = Duration.ofSeconds(60);

  private DueTimes() {}

  /** A PENDING execution whose machine seems not to have started. */
  public static Instant ofAccepted(Execution execution) {
    return execution.createdAt().plus(START_GRACE);
  }

  /** A dispatched execution that is past its deadline. */
  public static Instant ofStarted(Execution execution) {
    return execution.expiresAt().plus(CLOCK_ALLOWANCE);
  }

  /** An event that seems not to have been queued. */
  public static Instant ofUnsent(WebhookEvent event) {
    return event.at().plus(OUTBOX_GRACE);
  }
}
