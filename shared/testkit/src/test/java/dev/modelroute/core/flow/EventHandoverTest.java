package dev.modelroute.core.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.core.webhook.WebhookEvent.Slot;
import dev.modelroute.testkit.flow.PlatformOnTwins;
import dev.modelroute.testkit.flow.Script;
import dev.modelroute.testkit.time.SettableTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which events are handed to the queue. */
class EventHandoverTest {
  private final PlatformOnTwins platform = new PlatformOnTwins();

  @Test
  void started_is_told_once() {
    platform.listening();
    platform.alpha().answers(Script.overloaded());
    platform.beta().answers(Script.succeeds("0.01"));

    ExecutionId id = platform.submitted("a");

    assertEquals(2, platform.rows().webhooks().events().size(), "started and completed");
    assertEquals(
        SettableTime.START,
        platform.event(id, Slot.STARTED).orElseThrow().at(),
        "at first dispatch");
  }

  @Test
  void events_nobody_listens_for_are_kept_and_never_queued() {
    platform.alpha().answers(Script.succeeds("0.01"));

    ExecutionId id = platform.submitted("a");
    platform.time().advance(Duration.ofDays(1));
    platform.useCases().resend().resend();

    assertEquals(List.of(), platform.rows().webhooks().events());
    for (Slot slot : Slot.values()) {
      assertFalse(platform.event(id, slot).orElseThrow().awaited(), slot.name());
    }
  }

  @Test
  void when_it_is_not_known_whether_somebody_listens_events_are_queued() {
    platform.alpha().answers(Script.succeeds("0.01"));
    platform.points().unavailable("EndpointStore.any");

    ExecutionId id = platform.submitted("a");

    assertEquals(ExecutionState.COMPLETED, platform.execution(id).state());
    assertEquals(2, platform.rows().webhooks().events().size());
  }
}
