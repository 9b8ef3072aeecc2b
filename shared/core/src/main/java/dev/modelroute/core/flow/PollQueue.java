package dev.modelroute.core.flow;

import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.id.StoreUnavailableException;
import java.time.Duration;

/**
 * Delayed reminders to ask a provider for a job: at least once. May throw {@link
 * StoreUnavailableException}.
 */
public interface PollQueue {
  /** Longest delay of one message. */
  Duration MAX_DELAY = Duration.ofMinutes(15);

  /**
   * Reminds of one poll.
   *
   * @param delay cut to {@link #MAX_DELAY}
   */
  void remind(PollTicket ticket, Duration delay);

  /**
   * One poll.
   *
   * @param n counted from 0; each is made once, however often the message comes
   */
  record PollTicket(ExecutionId execution, int attempt, int n) {}
}
