package dev.modelroute.testkit.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.webhook.DeliverWebhook.Result;
import dev.modelroute.core.webhook.Delivery;
import dev.modelroute.core.webhook.DeliveryId;
import dev.modelroute.core.webhook.Endpoint;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What deliveries do to their endpoint, and its end to them. */
class EndpointHealthTest {
  private final WebhookStage stage = new WebhookStage();

  @Test
  void ten_used_up_deliveries_switch_the_endpoint_off_and_one_success_between_does_not() {
    Endpoint endpoint = stage.endpoint();
    for (int delivery = 1; delivery <= 10; delivery++) {
      stage.failures(6);
      stage.delivery(null);
      assertEquals(new Result.UsedUp(delivery == 10), stage.drain(), "delivery " + delivery);
    }
    Endpoint off = stage.store.find(stage.organization, endpoint.id()).orElseThrow();
    assertEquals(Endpoint.Status.DISABLED_FAILING, off.health().status());

    var other = new WebhookStage();
    Endpoint alive = other.endpoint();
    for (int delivery = 1; delivery <= 12; delivery++) {
      if (delivery != 10) {
        other.failures(6);
      }
      other.delivery(null);
      other.drain();
    }
    assertTrue(other.store.find(other.organization, alive.id()).orElseThrow().isActive());
  }

  @Test
  void a_switched_off_endpoint_parks_and_a_deleted_one_fails_without_a_post() {
    Endpoint off = stage.endpoint();
    DeliveryId parked = stage.delivery(null);
    stage.switchOff(off);
    assertEquals(new Result.Parked(), stage.step());
    assertEquals(Delivery.State.PARKED, stage.row(parked).state());

    assertEquals(List.of(), stage.sent());

    var other = new WebhookStage();
    Endpoint deleted = other.endpoint();
    DeliveryId failed = other.delivery(null);
    other.store.delete(other.organization, deleted.id());
    assertEquals(new Result.UsedUp(false), other.step());
    assertEquals(Delivery.State.FAILED, other.row(failed).state());
    assertEquals(List.of(), other.sent());
  }
}
