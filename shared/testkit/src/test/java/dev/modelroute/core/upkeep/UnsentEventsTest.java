package dev.modelroute.core.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.modelroute.core.execution.Ending;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.upkeep.Finding.Code;
import dev.modelroute.core.webhook.WebhookEvent.Slot;
import dev.modelroute.testkit.fixture.Executions;
import dev.modelroute.testkit.flow.PlatformOnTwins;
import dev.modelroute.testkit.memory.MemoryPlatform;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The proof tells of events that somebody waits for and that the queue never got. */
class UnsentEventsTest {
  private static final Duration MOST = Duration.ofMinutes(5);

  private final PlatformOnTwins platform = new PlatformOnTwins();
  private final MemoryPlatform rows = platform.rows();
  private final Executions make = new Executions(platform.time(), platform.ids());

  @Test
  void a_started_event_shows_when_it_was_not_queued_in_five_minutes() {
    Execution open = started();
    platform.time().advance(MOST);
    assertEquals(List.of(), findings());
    platform.time().advance(Duration.ofMillis(1));
    assertEquals(List.of(new Finding(Code.EVENT_UNSENT, open.id() + " STARTED")), findings());
    rows.outbox().markSent(open.id(), Slot.STARTED, platform.time().instant());
    assertEquals(List.of(), findings());
  }

  @Test
  void a_final_event_shows_when_it_was_not_queued_in_five_minutes() {
    Execution open = started();
    rows.outbox().markSent(open.id(), Slot.STARTED, platform.time().instant());
    platform.time().advance(Duration.ofMinutes(1));
    Execution ended = open.ended(new Ending.Cancelled(), platform.time().instant());
    rows.executions().resolveOnce(ended, open.state(), make.event(ended));
    platform.time().advance(MOST);
    assertEquals(List.of(), findings());
    platform.time().advance(Duration.ofMillis(1));
    assertEquals(List.of(new Finding(Code.EVENT_UNSENT, ended.id() + " FINAL")), findings());
    rows.outbox().markSent(ended.id(), Slot.FINAL, platform.time().instant());
    assertEquals(List.of(), findings());
  }

  @Test
  void an_event_nobody_waits_for_never_shows() {
    Execution pending = make.pending(platform.caller().account()).build();
    rows.executions().accept(pending);
    Execution ended = pending.ended(new Ending.Cancelled(), platform.time().instant());
    rows.executions().resolveOnce(ended, pending.state(), make.event(ended).unawaited());
    platform.time().advance(Duration.ofDays(1));
    assertEquals(List.of(), findings());
  }

  private Execution started() {
    Execution pending = make.pending(platform.caller().account()).build();
    rows.executions().accept(pending);
    Execution started = make.started(pending);
    rows.executions().start(started, make.event(started), make.attempt(pending, 1));
    return started;
  }

  private List<Finding> findings() {
    return platform.useCases().prove().prove(platform.caller().account()).findings();
  }
}
