package dev.modelroute.testkit.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.audit.AuditEvent;
import dev.modelroute.core.audit.AuditFilter;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.webhook.DeliverWebhook;
import dev.modelroute.core.webhook.DeliverWebhook.Result;
import dev.modelroute.core.webhook.Delivery;
import dev.modelroute.core.webhook.DeliveryFilter;
import dev.modelroute.core.webhook.DeliveryId;
import dev.modelroute.core.webhook.DeliverySettings;
import dev.modelroute.core.webhook.DeliveryStore;
import dev.modelroute.core.webhook.EnableEndpoint;
import dev.modelroute.core.webhook.Endpoint;
import dev.modelroute.core.webhook.RecoverDeliveries;
import dev.modelroute.core.webhook.RecoverDeliveries.Recovery;
import dev.modelroute.core.webhook.ResendDelivery;
import dev.modelroute.core.webhook.ResendDelivery.Resent;
import dev.modelroute.core.webhook.RetrySchedule;
import dev.modelroute.core.webhook.SwitchOff;
import dev.modelroute.core.webhook.WebhookPorts;
import dev.modelroute.testkit.crash.CrashPoints;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** WT11: ten deliveries used up, one success between, then on again and recovered. */
class SwitchOffTest {
  private final WebhookStage stage = new WebhookStage();
  private final Endpoint endpoint = stage.endpoint();
  private final EnableEndpoint enable = new EnableEndpoint(stage.store, stage.queue, stage.time);
  private final RecoverDeliveries recover =
      new RecoverDeliveries(stage.store, stage.queue, stage.time);
  private final ResendDelivery resend =
      new ResendDelivery(stage.ports, RetrySchedule.STANDARD, stage.time);

  @Test
  void ten_used_up_deliveries_switch_off_once() {
    int switchedOff = 0;
    for (int delivery = 1; delivery <= 10; delivery++) {
      switchedOff += useUp() ? 1 : 0;
      assertEquals(delivery < 10, stage.now(endpoint).isActive(), "after " + delivery);
    }
    assertEquals(1, switchedOff);
    List<AuditEvent> told =
        stage.audit.list(stage.organization, AuditFilter.ALL, PageRequest.first(5)).items();
    assertEquals(1, told.size());
    assertEquals(List.of(1L), stage.metrics.of(SwitchOff.METRIC));
    assertEquals("endpoint.disabled", told.getFirst().action().text());
    assertEquals(id(), told.getFirst().resource().id());
    assertEquals("DISABLED_FAILING", told.getFirst().details().get("reason"));
    assertEquals(Endpoint.Status.DISABLED_FAILING, stage.now(endpoint).health().status());
    assertEquals(10, stage.now(endpoint).health().failureCount());
  }

  @Test
  void a_success_after_the_ninth_starts_the_count_again() {
    for (int delivery = 1; delivery <= 9; delivery++) {
      useUp();
    }
    stage.delivery(null);
    assertEquals(new Result.Taken(1), stage.drain());
    for (int delivery = 1; delivery <= 9; delivery++) {
      useUp();
    }
    assertTrue(stage.now(endpoint).isActive());
  }

  @Test
  void switched_on_again_it_gets_what_was_parked_and_each_failed_event_once_more() {
    for (int delivery = 1; delivery <= 10; delivery++) {
      useUp();
    }
    List<DeliveryId> meanwhile = List.of(stage.delivery(null), stage.delivery(null));
    assertEquals(new Result.Parked(), stage.drain());
    int before = stage.sent().size();

    enable.enable(stage.organization, endpoint.id().value());
    stage.drain();
    assertEquals(before + 2, stage.sent().size());
    meanwhile.forEach(id -> assertEquals(Delivery.State.DELIVERED, stage.row(id).state()));
    assertEquals(10, failed(), "what failed is not sent again by itself");

    Instant since = stage.time.instant().minus(Duration.ofDays(14));
    assertInstanceOf(Recovery.Begun.class, recover.recover(stage.organization, id(), since));
    recover.recover(stage.organization, id(), since);
    stage.drain();
    assertEquals(0, failed());
    assertEquals(before + 12, stage.sent().size());
    postsPerEvent().values().forEach(count -> assertTrue(count == 1 || count == 7));
  }

  @Test
  void a_recovery_goes_back_to_its_time_only_and_over_many_pages() {
    useUp();
    Instant between = stage.time.instant().plusSeconds(1);
    stage.time.advance(Duration.ofSeconds(2));
    for (int i = 0; i < 120; i++) {
      stage.sender.answers(WebhookStage.refused(410));
      stage.delivery(null);
      stage.drain();
      stage.store.switchOn(stage.organization, endpoint.id());
    }
    int before = stage.sent().size();
    recover.recover(stage.organization, id(), between);
    stage.drain();
    assertEquals(before + 120, stage.sent().size());
    assertEquals(1, failed());
  }

  @Test
  void a_gone_receiver_is_switched_off_at_once_and_its_other_deliveries_parked() {
    DeliveryId first = stage.delivery(null);
    DeliveryId second = stage.delivery(null);
    stage.sender.answers(WebhookStage.refused(410));
    assertEquals(new Result.UsedUp(true), stage.step());
    assertEquals(new Result.Parked(), stage.step());
    assertEquals(Delivery.State.FAILED, stage.row(first).state());
    assertEquals(Delivery.State.PARKED, stage.row(second).state());
    assertEquals(Endpoint.Status.DISABLED_GONE, stage.now(endpoint).health().status());
    assertEquals(new Resent.SwitchedOff(), resend.resend(stage.organization, first.value()));
    assertEquals(
        new Recovery.SwitchedOff(),
        recover.recover(stage.organization, id(), stage.time.instant()));
  }

  @Test
  void what_is_parked_while_somebody_switches_on_is_not_forgotten() {
    DeliveryId id = stage.delivery(null);
    stage.queue.lose();
    stage.switchOff(endpoint);
    var points = new CrashPoints();
    var ports =
        new WebhookPorts(
            stage.outbox,
            stage.store,
            points.wrap(DeliveryStore.class, stage.store),
            stage.queue,
            stage.metrics);
    var deliver =
        new DeliverWebhook(
            ports, stage.sender, DeliverySettings.STANDARD, stage.time, new Random(5));
    points.before(
        "DeliveryStore.close", () -> stage.store.switchOn(stage.organization, endpoint.id()));
    assertEquals(new Result.Parked(), deliver.deliver(id, WebhookStage.NOON));
    assertEquals(new Result.Taken(1), stage.drain());
  }

  @Test
  void a_resend_is_one_attempt_and_its_failure_counts_for_nothing() {
    useUp();
    DeliveryId id = stage.deliveries().getFirst().id();
    int failures = stage.now(endpoint).health().failureCount();
    stage.failures(1);
    assertInstanceOf(Resent.Queued.class, resend.resend(stage.organization, id.value()));
    assertEquals(new Resent.StillOpen(), resend.resend(stage.organization, id.value()));
    assertEquals(new Result.UsedUp(false), stage.drain());
    assertEquals(7, stage.row(id).attempts());
    assertEquals(Delivery.State.FAILED, stage.row(id).state());
    assertEquals(failures, stage.now(endpoint).health().failureCount());

    resend.resend(stage.organization, id.value());
    assertEquals(new Result.Taken(8), stage.drain());
    assertInstanceOf(Resent.Queued.class, resend.resend(stage.organization, id.value()));
    assertEquals(new Result.Taken(9), stage.drain());
    assertEquals(0, stage.now(endpoint).health().failureCount());
  }

  @Test
  void a_resend_works_days_after_the_event() {
    useUp();
    DeliveryId id = stage.deliveries().getFirst().id();
    stage.time.advance(Duration.ofDays(5));
    resend.resend(stage.organization, id.value());
    assertEquals(new Result.Taken(7), stage.drain());
  }

  @Test
  void a_parked_delivery_whose_day_is_over_fails_and_can_be_recovered() {
    stage.switchOff(endpoint);
    DeliveryId id = stage.delivery(null);
    stage.drain();
    stage.time.advance(Duration.ofHours(25));
    enable.enable(stage.organization, id());
    assertEquals(new Result.UsedUp(false), stage.drain());
    assertEquals(Delivery.State.FAILED, stage.row(id).state());
    assertEquals(0, stage.now(endpoint).health().failureCount());
    recover.recover(stage.organization, id(), stage.time.instant().minus(Duration.ofDays(2)));
    assertEquals(new Result.Taken(1), stage.drain());
  }

  /** Lets one delivery fail to its end; whether that switched the endpoint off. */
  private boolean useUp() {
    stage.failures(6);
    stage.delivery(null);
    return stage.drain() instanceof Result.UsedUp(boolean off) && off;
  }

  private String id() {
    return endpoint.id().value();
  }

  private long failed() {
    return stage
        .store
        .list(
            stage.organization,
            new DeliveryFilter(endpoint.id(), null, Delivery.State.FAILED),
            PageRequest.first(100))
        .items()
        .size();
  }

  private Map<String, Integer> postsPerEvent() {
    var posts = new HashMap<String, Integer>();
    stage
        .sent()
        .forEach(
            sent -> posts.merge(sent.headers().getOrDefault("webhook-id", ""), 1, Integer::sum));
    return posts;
  }
}
