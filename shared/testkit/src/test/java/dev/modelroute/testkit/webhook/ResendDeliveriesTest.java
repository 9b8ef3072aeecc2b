package dev.modelroute.testkit.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.upkeep.ResendDeliveries;
import dev.modelroute.core.webhook.DeliverWebhook.Result;
import dev.modelroute.core.webhook.Delivery;
import dev.modelroute.core.webhook.DeliveryId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** WT9: messages that got lost, consumers that never came back. */
class ResendDeliveriesTest {
  private final WebhookStage stage = new WebhookStage();

  @Test
  void a_lost_message_is_made_up_for_within_three_minutes() {
    stage.endpoint();
    stage.failures(4);
    DeliveryId id = stage.delivery(null);
    for (int attempt = 0; attempt < 4; attempt++) {
      while (!(stage.step() instanceof Result.WillRetry)) {
        assertFalse(stage.queue.waiting().isEmpty());
      }
    }
    stage.queue.lose();
    Instant due = stage.row(id).nextAttemptAt();
    var resend = new ResendDeliveries(stage.store, stage.queue, stage.time);
    while (stage.row(id).state() == Delivery.State.SCHEDULED) {
      stage.time.advance(Duration.ofMinutes(1));
      if (resend.resend(100) > 0) {
        stage.drain();
      }
      assertTrue(stage.time.instant().isBefore(due.plus(Duration.ofMinutes(3)).plusSeconds(1)));
    }
    assertEquals(Delivery.State.DELIVERED, stage.row(id).state());
    assertEquals(0, resend.resend(100));
  }

  @Test
  void a_holder_that_never_comes_back_is_replaced_after_its_lease() {
    stage.endpoint();
    DeliveryId id = stage.delivery(null);
    Instant now = stage.time.instant();
    assertTrue(stage.store.claim(id, 0, now, now.plusSeconds(90)));
    assertEquals(new Result.Ignored(), stage.step());
    stage.time.advance(Duration.ofMinutes(2));
    new ResendDeliveries(stage.store, stage.queue, stage.time).resend(10);
    assertEquals(new Result.Taken(1), stage.step());
  }
}
