package dev.modelroute.testkit.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.upkeep.ResendDeliveries;
import dev.modelroute.core.webhook.DeliverWebhook.Result;
import dev.modelroute.core.webhook.Delivery;
import dev.modelroute.core.webhook.DeliveryId;
import dev.modelroute.core.webhook.Endpoint;
import dev.modelroute.core.webhook.FailureClass;
import dev.modelroute.core.webhook.RecordPull;
import dev.modelroute.core.webhook.RecordPull.Recorded;
import dev.modelroute.core.webhook.RecordPull.Report;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Deliveries that their receiver asks for. */
class PullTest {
  private final WebhookStage stage = new WebhookStage();
  private final Endpoint endpoint = stage.pulling();
  private final RecordPull pull = new RecordPull(stage.ports, stage.time);
  private final ResendDeliveries sweeper =
      new ResendDeliveries(stage.store, stage.queue, stage.time);

  @Test
  void nothing_is_queued_or_sent_for_a_receiver_that_pulls() {
    DeliveryId id = stage.delivery(null);
    assertEquals(List.of(), stage.queue.waiting());
    assertEquals(List.of(stage.row(id)), stage.store.waiting(endpoint.id(), 10));
    stage.time.advance(Duration.ofHours(23));
    assertEquals(0, sweeper.resend(100));
    assertEquals(new Result.Ignored(), stage.deliver.deliver(id, WebhookStage.NOON));
    assertEquals(List.of(), stage.sent());
  }

  @Test
  void what_nobody_pulled_ends_after_a_day_and_switches_nothing_off() {
    for (int i = 0; i < 12; i++) {
      stage.delivery(null);
    }
    stage.time.advance(Duration.ofHours(24).plusMinutes(3));
    assertEquals(12, sweeper.resend(100));
    assertEquals(new Result.UsedUp(false), stage.drain());
    assertTrue(stage.deliveries().stream().allMatch(one -> one.state() == Delivery.State.FAILED));
    assertTrue(stage.now(endpoint).isActive());
    assertEquals(0, stage.now(endpoint).health().failureCount());
    assertEquals(List.of(), stage.sent());
  }

  @Test
  void a_report_ends_a_delivery_and_only_a_success_is_noted_on_the_endpoint() {
    // status, error, state, class
    String table =
        """
        200  -        DELIVERED  -
        204  -        DELIVERED  -
        302  -        FAILED     redirect
        410  -        FAILED     http_410
        500  -        FAILED     http_500
        -    CONNECT  FAILED     connect
        -    TIMEOUT  FAILED     timeout
        """;
    for (String line : table.lines().toList()) {
      String[] cells = line.split(" +", -1);
      DeliveryId id = stage.delivery(null);
      var report =
          new Report(
              cells[0].equals("-") ? null : Integer.valueOf(cells[0]),
              cells[1].equals("-") ? null : FailureClass.valueOf(cells[1]),
              Duration.ofMillis(12));
      Delivery after = assertInstanceOf(Recorded.Done.class, record(id, report), line).delivery();
      assertEquals(Delivery.State.valueOf(cells[2]), after.state(), line);
      String errorClass = stage.store.attempts(id).getFirst().errorClass();
      assertEquals(cells[3], errorClass == null ? "-" : errorClass, line);
      assertEquals(new Recorded.Over(), record(id, report), line);
    }
    assertTrue(stage.now(endpoint).isActive());
    assertEquals(0, stage.now(endpoint).health().failureCount());
    assertEquals(WebhookStage.NOON, stage.now(endpoint).health().lastSuccess());
  }

  @Test
  void nobody_reports_on_what_is_sent_or_is_anothers() {
    var other = new WebhookStage();
    other.endpoint();
    DeliveryId sent = other.delivery(null);
    var report = new Report(200, null, Duration.ZERO);
    var theirs = new RecordPull(other.ports, other.time);
    assertEquals(new Recorded.NotPulled(), theirs.record(other.organization, sent.value(), report));
    assertEquals(new Recorded.NotFound(), theirs.record(stage.organization, sent.value(), report));
    assertEquals(new Recorded.NotFound(), record(sent, report));
  }

  private Recorded record(DeliveryId id, Report report) {
    return pull.record(stage.organization, id.value(), report);
  }
}
