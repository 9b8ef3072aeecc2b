package dev.modelroute.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.catalog.RouteMode;
import dev.modelroute.core.catalog.Usage;
import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.execution.Attempt;
import dev.modelroute.core.execution.Attempt.Phase;
import dev.modelroute.core.execution.AttemptOutcome;
import dev.modelroute.core.execution.AttemptStore.Recorded;
import dev.modelroute.core.execution.AttemptStore.Waiting;
import dev.modelroute.core.execution.Ending;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.id.Digests;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.core.provider.ByteSource;
import dev.modelroute.core.provider.OutputFile;
import dev.modelroute.core.provider.ProviderOutput;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@code AttemptStore} promises. */
public abstract class AttemptStoreContract extends StoreContract {

  @Test
  void an_attempt_number_is_taken_once() {
    Execution open = open();
    Attempt first = make.attempt(open, 1);
    Attempt second = make.attempt(open, 2);
    assertTrue(stores.attempts().create(first));
    assertFalse(stores.attempts().create(make.attempt(open, 1).adopted("another")));
    assertTrue(stores.attempts().create(second));
    assertEquals(List.of(first, second), stores.attempts().all(open.id()));
    assertEquals(Optional.of(first), stores.attempts().find(open.id(), 1));
    assertEquals(Optional.empty(), stores.attempts().find(open.id(), 3));
    assertEquals(List.of(), stores.attempts().all(open().id()));
  }

  @Test
  void eleven_attempts_are_listed_by_number() {
    Execution open = open();
    for (int number = 11; number >= 1; number--) {
      assertTrue(stores.attempts().create(make.attempt(open, number)));
    }
    assertEquals(
        List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
        stores.attempts().all(open.id()).stream().map(Attempt::number).toList());
  }

  @Test
  void a_job_is_accepted_once() {
    Attempt attempt = created();
    List<Waiting> answers = Parallel.call(8, i -> waiting(attempt));
    assertEquals(1, answers.stream().filter(Waiting.WAITING::equals).count());
    assertEquals(7, answers.stream().filter(Waiting.REFUSED::equals).count());
    assertEquals(attempt.waiting(make.job(attempt)), now(attempt));
  }

  @Test
  void a_callback_before_the_job_is_kept_and_told_with_it() {
    Attempt attempt = created();
    assertTrue(stores.attempts().keepCallback(attempt.execution(), 1));
    assertTrue(stores.attempts().keepCallback(attempt.execution(), 1), "it comes twice");
    assertEquals(attempt, now(attempt));
    assertEquals(Waiting.CALLED_BACK, waiting(attempt));
    assertFalse(stores.attempts().keepCallback(attempt.execution(), 1), "there is a job now");
    assertFalse(stores.attempts().keepCallback(attempt.execution(), 2), "there is no such row");
  }

  @Test
  void a_callback_and_the_job_at_once_never_miss_each_other() {
    for (int round = 0; round < 20; round++) {
      Attempt attempt = created();
      List<Boolean> kept =
          Parallel.call(
              2,
              i ->
                  i == 0
                      ? stores.attempts().keepCallback(attempt.execution(), 1)
                      : waiting(attempt) == Waiting.CALLED_BACK);
      assertEquals(kept.get(0), kept.get(1), "kept, and told with the job");
    }
  }

  @Test
  void a_callback_finds_its_attempt_by_digest() {
    Execution open = open();
    Attempt first = make.attempt(open, 1);
    Attempt second = make.attempt(open, 2);
    stores.attempts().create(first);
    stores.attempts().create(second);
    assertEquals(Optional.of(second), byCallback(second));
    assertEquals(Waiting.WAITING, waiting(first));
    assertEquals(Optional.of(first.waiting(make.job(first))), byCallback(first));
    assertEquals(Optional.empty(), stores.attempts().findByCallback(Digests.sha256("unknown")));
  }

  @Test
  void an_attempt_without_a_callback_is_stored_too() {
    Execution open = open();
    Attempt base = make.attempt(open, 1);
    Attempt polled =
        new Attempt(
            base.execution(),
            1,
            base.route(),
            RouteMode.POLL,
            base.taskToken(),
            null,
            Phase.CALLED,
            base.createdAt(),
            base.leaseUntil(),
            base.deadline(),
            0,
            null,
            null);
    assertTrue(stores.attempts().create(polled));
    assertFalse(stores.attempts().create(polled));
    assertEquals(polled, now(polled));
  }

  @Test
  void every_outcome_comes_back_as_it_was() {
    List<AttemptOutcome> outcomes =
        List.of(
            make.succeeded("files/1"),
            new AttemptOutcome.Succeeded(
                new ProviderOutput(
                    JsonObject.builder().put("text", "é".repeat(60_000)).build(),
                    List.of(new OutputFile.Remote(URI.create("https://cdn.example/a?b=c"))),
                    Usage.NONE,
                    null)),
            new AttemptOutcome.Failed(
                AttemptFailure.retryInPlace(
                    ErrorCode.RATE_LIMITED, Duration.ofMillis(2500), "slow down")),
            new AttemptOutcome.Failed(
                AttemptFailure.inDoubt(ErrorCode.GENERATION_TIMEOUT, "reset").withAlarm()));
    for (AttemptOutcome outcome : outcomes) {
      Attempt attempt = created();
      assertEquals(Recorded.RECORDED, record(attempt, outcome));
      assertEquals(attempt.answered(outcome), now(attempt));
    }
  }

  @Test
  void the_first_outcome_stays() {
    Attempt attempt = created();
    List<Recorded> answers = Parallel.call(16, i -> record(attempt, make.succeeded("files/" + i)));
    assertEquals(1, answers.stream().filter(Recorded.RECORDED::equals).count());
    assertEquals(15, answers.stream().filter(Recorded.ALREADY_ANSWERED::equals).count());
    Attempt stored = now(attempt);
    assertEquals(Recorded.ALREADY_ANSWERED, record(attempt, make.succeeded("late")));
    assertEquals(stored, now(attempt));
    assertEquals(Waiting.REFUSED, waiting(attempt));
  }

  @Test
  void an_outcome_nobody_carried_on_becomes_due() {
    Attempt attempt = created();
    Instant dueAt = time.instant().plusSeconds(600);
    stores.attempts().recordOutcome(attempt.execution(), 1, make.succeeded("a"), dueAt);
    assertEquals(List.of(), stores.executions().due(dueAt.minusMillis(1), 10));
    assertEquals(List.of(attempt.execution()), stores.executions().due(dueAt, 10));
  }

  @Test
  void an_outcome_after_the_end_is_noted_and_nothing_becomes_due() {
    Execution open = open();
    Attempt attempt = make.attempt(open, 1);
    stores.attempts().create(attempt);
    ended(open, new Ending.Cancelled());
    AttemptOutcome outcome = make.succeeded("late");
    assertEquals(Recorded.EXECUTION_OVER, record(attempt, outcome));
    assertEquals(attempt.answered(outcome), now(attempt));
    assertEquals(List.of(), stores.executions().due(time.instant().plusSeconds(9999), 10));
    assertEquals(Recorded.ALREADY_ANSWERED, record(attempt, outcome));
  }

  @Test
  void without_a_time_to_be_due_the_execution_is_not_looked_at() {
    Attempt attempt = created();
    List<ExecutionId> due = stores.executions().due(attempt.deadline(), 10);
    AttemptOutcome outcome = make.succeeded("a");
    assertEquals(Recorded.RECORDED, recordUndue(attempt, outcome));
    assertEquals(Recorded.ALREADY_ANSWERED, recordUndue(attempt, make.succeeded("b")));
    assertEquals(attempt.answered(outcome), now(attempt));
    assertEquals(due, stores.executions().due(attempt.deadline(), 10));
  }

  @Test
  void bytes_that_were_not_staged_are_refused() {
    Attempt attempt = created();
    AttemptOutcome inline =
        new AttemptOutcome.Succeeded(
            new ProviderOutput(
                JsonObject.EMPTY,
                List.of(new OutputFile.Inline(ByteSource.of(new byte[] {1}))),
                Usage.NONE,
                null));
    assertThrows(IllegalArgumentException.class, () -> record(attempt, inline));
    assertEquals(attempt, now(attempt));
  }

  @Test
  void a_later_task_is_adopted_until_there_is_an_outcome() {
    Attempt attempt = created();
    assertTrue(stores.attempts().adoptToken(attempt.execution(), 1, "token-2"));
    assertEquals(attempt.adopted("token-2"), now(attempt));
    record(attempt, make.succeeded("a"));
    assertFalse(stores.attempts().adoptToken(attempt.execution(), 1, "token-3"));
    assertEquals("token-2", now(attempt).taskToken());
    assertFalse(stores.attempts().adoptToken(attempt.execution(), 2, "token-3"));
  }

  @Test
  void each_poll_is_claimed_once_and_in_order() {
    Attempt attempt = created();
    for (int n = 0; n < 3; n++) {
      int poll = n;
      List<Boolean> claimed = Parallel.call(8, i -> claim(attempt, poll));
      assertEquals(1, claimed.stream().filter(yes -> yes).count(), "poll " + n);
    }
    assertFalse(claim(attempt, 1));
    assertFalse(claim(attempt, 4));
    assertEquals(3, now(attempt).polls());
    record(attempt, make.succeeded("a"));
    assertFalse(claim(attempt, 3));
  }

  private Execution open() {
    return accepted(make.pending(funded("1")).build());
  }

  private Attempt created() {
    Attempt attempt = make.attempt(open(), 1);
    assertTrue(stores.attempts().create(attempt));
    return attempt;
  }

  private Attempt now(Attempt attempt) {
    return stores.attempts().find(attempt.execution(), attempt.number()).orElseThrow();
  }

  private Optional<Attempt> byCallback(Attempt attempt) {
    return stores
        .attempts()
        .findByCallback(Optional.ofNullable(attempt.callbackDigest()).orElseThrow());
  }

  private boolean claim(Attempt attempt, int n) {
    return stores.attempts().claimPoll(attempt.execution(), attempt.number(), n);
  }

  private Waiting waiting(Attempt attempt) {
    return stores.attempts().markWaiting(attempt.execution(), attempt.number(), make.job(attempt));
  }

  private Recorded recordUndue(Attempt attempt, AttemptOutcome outcome) {
    return stores.attempts().recordOutcome(attempt.execution(), attempt.number(), outcome, null);
  }

  private Recorded record(Attempt attempt, AttemptOutcome outcome) {
    return stores
        .attempts()
        .recordOutcome(
            attempt.execution(), attempt.number(), outcome, time.instant().plusSeconds(600));
  }
}
