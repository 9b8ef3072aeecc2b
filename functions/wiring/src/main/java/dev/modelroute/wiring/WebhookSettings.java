package dev.modelroute.wiring;

import dev.modelroute.core.webhook.DeliverySettings;
import dev.modelroute.core.webhook.RetrySchedule;
import java.time.Duration;
import java.util.List;

/** How deliveries are made, as the surroundings say; a value nobody can mean stops the start. */
final class WebhookSettings {
  private static final String DELAYS = "MODELROUTE_WEBHOOK_DELAYS_SECONDS";
  private static final String DEADLINE = "MODELROUTE_WEBHOOK_DEADLINE_SECONDS";
  private static final int MAX_DELAYS = 20;

  /** The life of a delivery: nothing is tried after it. */
  private static final long MAX_DELAY_SECONDS = 86_400;

  /** The consumer has 45 s, in which it also writes down how the attempt went. */
  private static final long MAX_DEADLINE_SECONDS = 40;

  private WebhookSettings() {}

  /**
   * {@code MODELROUTE_WEBHOOK_DELAYS_SECONDS=120,240,480,960,1800} and {@code
   * MODELROUTE_WEBHOOK_DEADLINE_SECONDS=30}; what is absent is as in {@link
   * DeliverySettings#STANDARD}.
   *
   * @throws IllegalStateException naming the setting and what it takes
   */
  static DeliverySettings read(Settings settings) {
    DeliverySettings standard = DeliverySettings.STANDARD;
    RetrySchedule schedule = standard.schedule();
    List<Duration> delays =
        settings.items(DELAYS).stream()
            .map(text -> seconds(DELAYS, text, MAX_DELAY_SECONDS))
            .toList();
    if (delays.size() > MAX_DELAYS) {
      throw new IllegalStateException(
          "the setting " + DELAYS + " takes at most " + MAX_DELAYS + " delays");
    }
    return new DeliverySettings(
        delays.isEmpty() ? schedule : new RetrySchedule(delays, schedule.floor(), schedule.life()),
        settings
            .optional(DEADLINE)
            .map(text -> seconds(DEADLINE, text.strip(), MAX_DEADLINE_SECONDS))
            .orElse(standard.deadline()),
        standard.lease());
  }

  private static Duration seconds(String name, String text, long most) {
    // Nine digits at most, so that the number fits whatever it is.
    long seconds = text.matches("[0-9]{1,9}") ? Long.parseLong(text) : 0;
    if (seconds < 1 || seconds > most) {
      throw new IllegalStateException(
          "the setting " + name + " takes whole seconds from 1 to " + most + ", not " + text);
    }
    return Duration.ofSeconds(seconds);
  }
}
