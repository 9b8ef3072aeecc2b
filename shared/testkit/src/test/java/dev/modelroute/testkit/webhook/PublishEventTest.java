package dev.modelroute.testkit.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.webhook.Delivery;
import dev.modelroute.core.webhook.Endpoint;
import dev.modelroute.core.webhook.EventType;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.core.webhook.PublishEvent.Published;
import dev.modelroute.core.webhook.WebhookEvent;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PublishEventTest {
  private final WebhookStage stage = new WebhookStage();

  @Test
  void an_event_goes_to_the_endpoints_that_want_it_and_to_the_requests_own_address() {
    Endpoint everything = stage.endpoint();
    Endpoint failures = stage.endpoint(EventType.FAILED);
    Endpoint completions = stage.endpoint(EventType.COMPLETED);
    Endpoint off = stage.endpoint();
    stage.switchOff(off);
    new WebhookStage().endpoint();

    Outbox.Entry entry = stage.event(EventType.COMPLETED, "https://example.com/own");
    var published = (Published.FannedOut) stage.publish.publish(entry);

    var targets = published.deliveries().stream().map(stage::row).map(Delivery::endpoint).toList();
    assertEquals(4, targets.size());
    assertTrue(targets.contains(everything.id()) && targets.contains(completions.id()));
    assertTrue(targets.contains(null), "the request's own address");
    assertTrue(!targets.contains(failures.id()));
    assertTrue(targets.contains(off.id()), "parked, for when it is on again");
    assertEquals(4, stage.queue.waiting().size());
  }

  @Test
  void a_repeat_makes_no_second_delivery_and_queues_again_what_was_never_tried() {
    stage.endpoint();
    Outbox.Entry entry = stage.event(EventType.COMPLETED, null);
    Published first = stage.publish.publish(entry);
    stage.queue.lose();
    assertEquals(first, stage.publish.publish(entry));
    assertEquals(1, stage.queue.waiting().size());
    stage.drain();
    stage.publish.publish(entry);
    assertEquals(List.of(), stage.queue.waiting());
    assertEquals(1, stage.sent().size());
  }

  @Test
  void an_event_without_receivers_or_without_a_row_makes_nothing() {
    Outbox.Entry entry = stage.event(EventType.COMPLETED, null);
    assertEquals(new Published.FannedOut(List.of()), stage.publish.publish(entry));
    var missing = new Outbox.Entry(ExecutionId.of(UUID.randomUUID()), WebhookEvent.Slot.FINAL);
    assertEquals(new Published.NoSuchEvent(), stage.publish.publish(missing));
  }

  @Test
  void receivers_on_one_host_share_a_group_within_an_organisation_only() {
    Delivery one = stage.row(stage.delivery("https://example.com/a"));
    Delivery two = stage.row(stage.delivery("https://example.com/b?c=d"));
    Delivery host = stage.row(stage.delivery("https://example.org/a"));
    var elsewhere = new WebhookStage();
    Delivery foreign = elsewhere.row(elsewhere.delivery("https://example.com/a"));
    assertEquals(one.group(), two.group());
    assertNotEquals(one.group(), host.group());
    assertNotEquals(one.group(), foreign.group());
    assertEquals(64, one.group().length());
  }
}
