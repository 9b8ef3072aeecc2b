package dev.modelroute.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.execution.Ending;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.webhook.Outbox.Entry;
import dev.modelroute.core.webhook.WebhookEvent;
import dev.modelroute.core.webhook.WebhookEvent.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@code Outbox} promises of events written by {@code ExecutionStore}. */
public abstract class OutboxContract extends StoreContract {

  @Test
  void each_event_is_stored_with_its_state_and_its_exact_body() {
    Execution pending =
        accepted(make.pending(funded("1")).webhookUrl("https://hooks.example/x").build());
    assertEquals(Optional.empty(), stores.outbox().find(pending.id(), Slot.STARTED));
    Execution open = started(pending);
    WebhookEvent startedEvent = make.event(open);
    assertEquals(Optional.of(startedEvent), stores.outbox().find(pending.id(), Slot.STARTED));
    assertEquals(Optional.empty(), stores.outbox().find(pending.id(), Slot.FINAL));
    Execution ended = ended(open, new Ending.Failed(ErrorCode.GENERATION_FAILED));
    assertEquals(Optional.of(make.event(ended)), stores.outbox().find(pending.id(), Slot.FINAL));
    assertEquals(Optional.of(startedEvent), stores.outbox().find(pending.id(), Slot.STARTED));
  }

  @Test
  void the_largest_body_comes_back_byte_for_byte() {
    Execution open = started(accepted(make.pending(funded("1")).build()));
    Execution ended = open.ended(new Ending.Cancelled(), time.instant());
    WebhookEvent small = make.event(ended);
    String body = "{\"text\":\"" + "é€".repeat(52_000) + "\"}";
    WebhookEvent large =
        new WebhookEvent(
            small.id(), small.type(), small.organization(), ended.id(), null, small.at(), body);
    stores.executions().resolveOnce(ended, open.state(), large);
    assertEquals(Optional.of(large), stores.outbox().find(ended.id(), Slot.FINAL));
  }

  @Test
  void the_loser_of_a_resolve_leaves_no_event() {
    Execution open = started(accepted(make.pending(funded("1")).build()));
    Execution cancelled = ended(open, new Ending.Cancelled());
    resolve(open.ended(new Ending.Expired(), time.instant()), open.state());
    assertEquals(Optional.of(make.event(cancelled)), stores.outbox().find(open.id(), Slot.FINAL));
  }

  @Test
  void unsent_events_come_oldest_first_after_a_minute_and_no_more_than_asked_for() {
    Account account = funded("9");
    List<Entry> oldestFirst = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Execution open = started(accepted(make.pending(account).build()));
      oldestFirst.add(new Entry(open.id(), Slot.STARTED));
      time.advance(Duration.ofSeconds(1));
      ended(open, new Ending.Cancelled());
      oldestFirst.add(new Entry(open.id(), Slot.FINAL));
      time.advance(Duration.ofSeconds(1));
    }
    Instant lastDue = time.instant().minusSeconds(1).plusSeconds(60);
    assertEquals(oldestFirst, stores.outbox().unsent(lastDue, 100));
    assertEquals(oldestFirst.subList(0, 11), stores.outbox().unsent(lastDue.minusMillis(1), 100));
    assertEquals(oldestFirst.subList(0, 4), stores.outbox().unsent(lastDue, 4));
  }

  @Test
  void what_was_sent_is_not_unsent_any_more_but_still_found() {
    Execution open = started(accepted(make.pending(funded("1")).build()));
    Instant later = time.instant().plusSeconds(3600);
    assertEquals(List.of(new Entry(open.id(), Slot.STARTED)), stores.outbox().unsent(later, 10));
    stores.outbox().markSent(open.id(), Slot.STARTED, time.instant());
    stores.outbox().markSent(open.id(), Slot.STARTED, later);
    assertEquals(List.of(), stores.outbox().unsent(later, 10));
    assertEquals(Optional.of(make.event(open)), stores.outbox().find(open.id(), Slot.STARTED));
  }

  @Test
  void a_tests_event_is_found_and_never_waits_to_be_sent() {
    WebhookEvent test = make.event(started(accepted(make.pending(funded("1")).build())));
    ExecutionId none = ExecutionId.of(java.util.UUID.randomUUID());
    WebhookEvent kept =
        new WebhookEvent(
            test.id(), test.type(), test.organization(), none, null, test.at(), "{\"a\":1}");
    stores.outbox().keep(kept);
    stores.outbox().keep(kept);
    assertEquals(Optional.of(kept), stores.outbox().find(none, kept.slot()));
    Instant never = time.instant().plus(Duration.ofDays(2));
    assertFalse(stores.outbox().unsent(never, 100).contains(new Entry(none, kept.slot())));
  }

  @Test
  void an_event_nobody_waits_for_is_kept_and_never_unsent() {
    Execution pending = accepted(make.pending(funded("1")).build());
    Execution started = make.started(pending);
    WebhookEvent event = make.event(started).unawaited();
    assertTrue(stores.executions().start(started, event, make.attempt(pending, 1)));
    Execution ended = started.ended(new Ending.Cancelled(), time.instant());
    WebhookEvent last = make.event(ended).unawaited();
    stores.executions().resolveOnce(ended, started.state(), last);
    assertEquals(Optional.of(event), stores.outbox().find(pending.id(), Slot.STARTED));
    assertEquals(Optional.of(last), stores.outbox().find(pending.id(), Slot.FINAL));
    assertEquals(List.of(), stores.outbox().unsent(time.instant().plus(Duration.ofDays(9)), 10));
  }

  @Test
  void marking_what_is_not_there_makes_nothing() {
    Execution pending = accepted(make.pending(funded("1")).build());
    stores.outbox().markSent(pending.id(), Slot.FINAL, time.instant());
    assertEquals(Optional.empty(), stores.outbox().find(pending.id(), Slot.FINAL));
    assertEquals(List.of(), stores.outbox().unsent(time.instant().plusSeconds(3600), 10));
  }

  @Test
  void executions_due_and_events_unsent_do_not_mix() {
    Execution open = started(accepted(make.pending(funded("1")).build()));
    Instant never = time.instant().plus(Duration.ofDays(2));
    assertEquals(List.of(open.id()), stores.executions().due(never, 1));
    assertEquals(List.of(new Entry(open.id(), Slot.STARTED)), stores.outbox().unsent(never, 1));
  }
}
