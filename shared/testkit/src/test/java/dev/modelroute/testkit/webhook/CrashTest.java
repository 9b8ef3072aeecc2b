package dev.modelroute.testkit.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.upkeep.ResendDeliveries;
import dev.modelroute.core.webhook.DeliverWebhook;
import dev.modelroute.core.webhook.Delivery;
import dev.modelroute.core.webhook.DeliveryAttempt;
import dev.modelroute.core.webhook.DeliverySettings;
import dev.modelroute.core.webhook.DeliveryStore;
import dev.modelroute.core.webhook.EndpointStore;
import dev.modelroute.core.webhook.EventType;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.core.webhook.PublishEvent;
import dev.modelroute.core.webhook.RetrySchedule;
import dev.modelroute.core.webhook.WebhookMessage;
import dev.modelroute.core.webhook.WebhookPorts;
import dev.modelroute.core.webhook.WebhookQueue;
import dev.modelroute.core.webhook.WebhookSender;
import dev.modelroute.testkit.crash.CrashPoints;
import dev.modelroute.testkit.crash.CrashPoints.Moment;
import dev.modelroute.testkit.crash.SimulatedCrash;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * WT7: the consumer dies before or after any call it makes, once. Its message comes again, the
 * sweeper comes by; the event arrives at least once, always the same.
 */
class CrashTest {
  private static final int LEAST_CALLS = 15;

  @Test
  void one_crash_anywhere_loses_no_event_and_changes_no_id_or_body() {
    Story recording = new Story();
    recording.points.forget();
    recording.play();
    List<String> calls = recording.points.calls();
    assertTrue(calls.size() >= LEAST_CALLS, calls.toString());
    recording.check("no crash");

    for (int call = 1; call <= calls.size(); call++) {
      for (Moment moment : Moment.values()) {
        Story story = new Story();
        story.points.crash(call, moment);
        story.play();
        String where = moment + " " + call + " " + calls.get(call - 1);
        assertEquals(1, story.crashes, where);
        story.check(where);
      }
    }
  }

  @Test
  void a_crash_is_a_crash() {
    Story story = new Story();
    story.points.crash(1, Moment.BEFORE);
    assertThrows(SimulatedCrash.class, () -> story.publish.publish(story.entry));
  }

  /** Two receivers; one refuses twice and then takes it, the other takes it at once. */
  private static final class Story {
    private static final Duration VISIBILITY = Duration.ofSeconds(270);
    private static final int PATIENCE = 200;

    final CrashPoints points = new CrashPoints();
    final WebhookStage stage = new WebhookStage();
    final WebhookPorts ports =
        new WebhookPorts(
            points.wrap(Outbox.class, stage.outbox),
            points.wrap(EndpointStore.class, stage.store),
            points.wrap(DeliveryStore.class, stage.store),
            points.wrap(WebhookQueue.class, stage.queue),
            stage.metrics);
    final PublishEvent publish = new PublishEvent(ports, RetrySchedule.STANDARD, stage.time);
    final DeliverWebhook deliver =
        new DeliverWebhook(
            ports,
            points.wrap(WebhookSender.class, stage.sender),
            DeliverySettings.STANDARD,
            stage.time,
            new Random(5));
    final Outbox.Entry entry;
    int crashes;

    Story() {
      stage.endpoint();
      entry = stage.event(EventType.COMPLETED, "https://example.org/own");
      stage.failures(2);
    }

    void play() {
      stage.queue.sendEvent(entry);
      var sweeper = new ResendDeliveries(stage.store, stage.queue, stage.time);
      for (int turn = 0; turn < PATIENCE; turn++) {
        if (!stage.queue.waiting().isEmpty()) {
          handleNext();
        } else if (open()) {
          stage.time.advance(Duration.ofMinutes(1));
          sweeper.resend(100);
        }
      }
    }

    /** A message whose consumer died is hidden for a while, and then comes again. */
    private void handleNext() {
      TimedWebhookQueue.Queued next = stage.queue.take().orElseThrow();
      if (next.visibleAt().isAfter(stage.time.instant())) {
        stage.time.set(next.visibleAt());
      }
      try {
        handle(next.message());
      } catch (SimulatedCrash died) {
        crashes++;
        stage.queue.again(next, VISIBILITY);
      }
    }

    private void handle(WebhookMessage message) {
      switch (message) {
        case WebhookMessage.Publish(Outbox.Entry event) -> publish.publish(event);
        case WebhookMessage.Deliver(var id, var notBefore) -> deliver.deliver(id, notBefore);
        case WebhookMessage.Reopen ignored -> throw new AssertionError("nobody asked for it");
      }
    }

    private boolean open() {
      return !stage.store.overdue(stage.time.instant().plus(Duration.ofDays(2)), 10).isEmpty();
    }

    void check(String where) {
      for (String url : List.of("https://example.com/hook", "https://example.org/own")) {
        List<ScriptedSender.Sent> sent =
            stage.sent().stream().filter(post -> post.url().equals(url)).toList();
        assertTrue(!sent.isEmpty(), where);
        assertEquals(1, sent.stream().map(ScriptedSender.Sent::body).distinct().count(), where);
        assertEquals(
            1,
            sent.stream().map(post -> post.headers().get("webhook-id")).distinct().count(),
            where);
      }
      List<Delivery> deliveries = stage.deliveries();
      assertEquals(2, deliveries.size(), where);
      for (Delivery delivery : deliveries) {
        assertEquals(Delivery.State.DELIVERED, delivery.state(), where);
        List<Integer> numbers =
            stage.store.attempts(delivery.id()).stream().map(DeliveryAttempt::number).toList();
        assertEquals(delivery.attempts(), numbers.size(), where);
        assertTrue(numbers.getLast() <= 6, where + " " + numbers);
        assertEquals(numbers.stream().sorted().distinct().toList(), numbers, where);
      }
      assertTrue(stage.sent().size() <= 5, where + ": one POST too many at the most");
    }
  }
}
