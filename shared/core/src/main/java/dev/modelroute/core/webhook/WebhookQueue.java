package dev.modelroute.core.webhook;

import dev.modelroute.core.id.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;

/**
 * The queue between events and receivers: at least once, in any order. Each method may throw {@link
 * StoreUnavailableException}.
 */
public interface WebhookQueue {
  /** Longest delay of one message; longer waits are hops. */
  Duration MAX_DELAY = Duration.ofMinutes(15);

  /** Hands over an event for fan-out to its receivers. */
  void sendEvent(Outbox.Entry event);

  /**
   * Hands over one delivery.
   *
   * @param group the endpoint, so that one slow receiver can't hold up the others
   * @param delay at most {@link #MAX_DELAY}
   * @param notBefore when it is really due
   */
  void sendDelivery(DeliveryId delivery, String group, Duration delay, Instant notBefore);

  /** Puts a message that nobody can read where an alarm makes the operator look. */
  void bury(String text);

  /**
   * Hands over the sending again of what is over; it comes after a moment in which indexes catch
   * up.
   */
  void sendReopening(Reopening work);
}
