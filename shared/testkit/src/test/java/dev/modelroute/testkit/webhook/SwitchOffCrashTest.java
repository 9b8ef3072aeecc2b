package dev.modelroute.testkit.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.modelroute.core.audit.AuditFilter;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.webhook.DeliverWebhook;
import dev.modelroute.core.webhook.DeliveryId;
import dev.modelroute.core.webhook.DeliverySettings;
import dev.modelroute.core.webhook.DeliveryStore;
import dev.modelroute.core.webhook.Endpoint;
import dev.modelroute.core.webhook.EndpointStore;
import dev.modelroute.core.webhook.WebhookPorts;
import dev.modelroute.testkit.crash.CrashPoints;
import dev.modelroute.testkit.crash.CrashPoints.Moment;
import dev.modelroute.testkit.crash.SimulatedCrash;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** An endpoint that is off without a word in the audit would be nobody's doing. */
class SwitchOffCrashTest {
  @Test
  void a_crash_around_any_call_leaves_no_endpoint_off_that_the_audit_does_not_know() {
    for (int before : List.of(0, Endpoint.MAX_FAILED_DELIVERIES - 1)) {
      Story recording = new Story(before);
      recording.lastStraw();
      List<String> calls = recording.points.calls();
      assertEquals(1, recording.told());
      for (int call = 1; call <= calls.size(); call++) {
        for (Moment moment : Moment.values()) {
          Story story = new Story(before);
          story.points.crash(call, moment);
          String where = moment + " " + call + " " + calls.get(call - 1);
          assertThrows(SimulatedCrash.class, story::lastStraw, where);
          assertEquals(story.isOff() ? 1 : 0, story.told(), where);
        }
      }
    }
  }

  @Test
  void a_crash_right_after_the_switch_leaves_both_the_endpoint_off_and_the_event() {
    for (int before : List.of(0, Endpoint.MAX_FAILED_DELIVERIES - 1)) {
      Story recording = new Story(before);
      recording.lastStraw();
      String name = before == 0 ? "EndpointStore.switchOff" : "EndpointStore.noteFailed";
      Story story = new Story(before);
      story.points.crash(recording.points.calls().indexOf(name) + 1, Moment.AFTER);
      assertThrows(SimulatedCrash.class, story::lastStraw);
      assertEquals(1, story.told(), name);
      assertFalse(story.stage.now(story.endpoint).isActive(), name);
    }
  }

  /** One delivery that switches its endpoint off: by a 410, or as the tenth that fails. */
  private static final class Story {
    final CrashPoints points = new CrashPoints();
    final WebhookStage stage = new WebhookStage();
    final Endpoint endpoint = stage.endpoint();
    private final DeliveryId last;

    Story(int failedBefore) {
      for (int i = 0; i < failedBefore; i++) {
        stage.failures(6);
        stage.delivery(null);
        stage.drain();
      }
      last = stage.delivery(null);
      if (failedBefore == 0) {
        stage.sender.answers(WebhookStage.refused(410));
        return;
      }
      stage.failures(6);
      while (stage.row(last).attempts() < 5) {
        stage.step();
      }
      stage.time.set(stage.row(last).nextAttemptAt());
    }

    void lastStraw() {
      WebhookPorts ports =
          new WebhookPorts(
              stage.outbox,
              points.wrap(EndpointStore.class, stage.store),
              points.wrap(DeliveryStore.class, stage.store),
              stage.queue,
              stage.metrics);
      DeliverWebhook deliver =
          new DeliverWebhook(
              ports, stage.sender, DeliverySettings.STANDARD, stage.time, new Random(5));
      deliver.deliver(last, stage.time.instant());
    }

    boolean isOff() {
      return !stage.now(endpoint).isActive();
    }

    int told() {
      return stage
          .audit
          .list(stage.organization, AuditFilter.ALL, PageRequest.first(5))
          .items()
          .size();
    }
  }
}
