package dev.modelroute.local;

import dev.modelroute.core.flow.PollQueue;
import dev.modelroute.core.webhook.DeliveryId;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.core.webhook.Reopening;
import dev.modelroute.core.webhook.WebhookQueue;
import java.time.Duration;
import java.time.Instant;

/** Queues count wall-clock seconds; with a time scale their delays have to shrink with it. */
record ScaledDelays(double timeScale) {

  PollQueue of(PollQueue queue) {
    return (ticket, delay) -> queue.remind(ticket, scaled(delay));
  }

  WebhookQueue of(WebhookQueue queue) {
    return new WebhookQueue() {
      @Override
      public void sendEvent(Outbox.Entry event) {
        queue.sendEvent(event);
      }

      @Override
      public void sendDelivery(
          DeliveryId delivery, String group, Duration delay, Instant notBefore) {
        queue.sendDelivery(delivery, group, scaled(delay), notBefore);
      }

      @Override
      public void bury(String text) {
        queue.bury(text);
      }

      @Override
      public void sendReopening(Reopening work) {
        queue.sendReopening(work);
      }
    };
  }

  private Duration scaled(Duration delay) {
    return Duration.ofMillis((long) (delay.toMillis() / timeScale));
  }
}
