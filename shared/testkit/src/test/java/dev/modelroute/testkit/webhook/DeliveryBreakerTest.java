package dev.modelroute.testkit.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.webhook.DeliverWebhook.Result;
import dev.modelroute.core.webhook.Delivery;
import dev.modelroute.core.webhook.DeliveryId;
import dev.modelroute.core.webhook.Endpoint;
import dev.modelroute.core.webhook.EndpointBreaker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An endpoint that fails again and again is left alone, at no cost to its deliveries. */
class DeliveryBreakerTest {
  private final WebhookStage stage = new WebhookStage();
  private final Endpoint endpoint = stage.endpoint();

  @Test
  void after_five_failures_nothing_is_called_for_a_minute_and_no_attempt_is_used() {
    stage.failures(5);
    List<DeliveryId> ids = deliveries(8);
    for (int attempt = 1; attempt <= 5; attempt++) {
      assertInstanceOf(Result.WillRetry.class, stage.step());
    }
    for (int deferred = 6; deferred <= 8; deferred++) {
      var result = assertInstanceOf(Result.Deferred.class, stage.step());
      Duration wait = Duration.between(WebhookStage.NOON, result.until());
      assertTrue(wait.toSeconds() > 60 && wait.toSeconds() <= 73, wait.toString());
    }
    assertEquals(5, stage.sent().size());
    assertEquals(0, stage.row(ids.get(7)).attempts());
    assertEquals(Delivery.State.SCHEDULED, stage.row(ids.get(7)).state());
  }

  @Test
  void one_probe_a_minute_goes_through_until_one_succeeds_and_then_all() {
    stage.failures(5 + 3);
    deliveries(40);
    var posts = new ArrayList<Instant>();
    while (stage.sent().size() < 9) {
      int before = stage.sent().size();
      stage.step();
      if (stage.sent().size() > before) {
        posts.add(stage.time.instant());
      }
    }
    for (int probe = 5; probe < 9; probe++) {
      Duration gap = Duration.between(posts.get(probe - 1), posts.get(probe));
      assertTrue(gap.toSeconds() >= 60, "probe " + probe + " after " + gap);
    }
    assertEquals(EndpointBreaker.CLOSED, stage.now(endpoint).health().breaker());
    stage.drain();
    assertTrue(
        stage.deliveries().stream().allMatch(one -> one.state() == Delivery.State.DELIVERED));
  }

  @Test
  void a_lone_delivery_keeps_its_schedule() {
    stage.failures(6);
    deliveries(1);
    for (int attempt = 1; attempt <= 6; attempt++) {
      Result result = stage.step();
      while (result instanceof Result.Hopped) {
        result = stage.step();
      }
      assertTrue(
          result instanceof Result.WillRetry || result instanceof Result.UsedUp,
          attempt + ": " + result);
    }
  }

  @Test
  void a_delivery_that_only_waited_for_the_breaker_fails_after_its_day() {
    stage.failures(10_000);
    deliveries(30);
    stage.drain();
    for (Delivery delivery : stage.deliveries()) {
      assertTrue(
          delivery.state() == Delivery.State.FAILED || delivery.state() == Delivery.State.PARKED,
          delivery.toString());
      assertTrue(delivery.attempts() <= 6, delivery.toString());
    }
    assertEquals(Endpoint.Status.DISABLED_FAILING, stage.now(endpoint).health().status());
  }

  private List<DeliveryId> deliveries(int count) {
    var ids = new ArrayList<DeliveryId>();
    for (int i = 0; i < count; i++) {
      ids.add(stage.delivery(null));
    }
    return ids;
  }
}
