package dev.modelroute.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.modelroute.core.execution.Ending;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionFilter;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.AccountMode;
import dev.modelroute.core.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Lists of {@code ExecutionStore}, and what the sweeper finds due. */
public abstract class ExecutionListContract extends StoreContract {
  private static final Duration STEP = Duration.ofSeconds(10);

  @Test
  void a_list_shows_the_newest_first_page_by_page() {
    Account account = funded("9");
    List<Execution> newestFirst = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      newestFirst.addFirst(next(account));
    }
    List<Execution> read = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    @Nullable String position = null;
    do {
      Page<Execution> page =
          stores.executions().list(account, ExecutionFilter.ANY, new PageRequest(3, position));
      read.addAll(page.items());
      sizes.add(page.items().size());
      position = page.next();
    } while (position != null);
    assertEquals(newestFirst, read);
    assertEquals(List.of(3, 3, 1), sizes);
  }

  @Test
  void executions_of_one_millisecond_are_all_shown_once() {
    Account account = funded("9");
    List<ExecutionId> newestFirst = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      newestFirst.addFirst(accepted(make.pending(account).build()).id());
    }
    Page<Execution> first =
        stores.executions().list(account, ExecutionFilter.ANY, PageRequest.first(2));
    Page<Execution> rest =
        stores.executions().list(account, ExecutionFilter.ANY, new PageRequest(5, first.next()));
    List<ExecutionId> read = new ArrayList<>();
    first.items().forEach(execution -> read.add(execution.id()));
    rest.items().forEach(execution -> read.add(execution.id()));
    assertEquals(newestFirst, read);
  }

  @Test
  void a_list_shows_one_account_only_and_each_state_as_it_is() {
    Account live = funded("1");
    Account test = new Account(live.organization(), AccountMode.TEST);
    stores.ledger().credit(make.credit(test, Money.parse("1")));
    Execution started = started(next(live));
    Execution other = next(test);
    next(funded("1"));
    assertEquals(List.of(started), all(live, ExecutionFilter.ANY));
    assertEquals(List.of(other), all(test, ExecutionFilter.ANY));
    assertEquals(List.of(), all(make.account(), ExecutionFilter.ANY));
  }

  @Test
  void each_filter_leaves_out_what_it_says() {
    Account account = funded("9");
    Execution first = next(account);
    Instant afterFirst = time.instant();
    Execution other = tick(accepted(make.pending(account).model("sim-text").build()));
    Execution tagged =
        tick(accepted(make.pending(account).metadata(Map.of("team", "a", "run", "1")).build()));
    Execution running = tick(started(next(account)));

    assertEquals(List.of(running), all(account, by(ExecutionState.PROCESSING, null, Map.of())));
    assertEquals(List.of(other), all(account, by(null, "sim-text", Map.of())));
    assertEquals(List.of(tagged), all(account, by(null, null, Map.of("team", "a"))));
    assertEquals(List.of(), all(account, by(null, null, Map.of("team", "b"))));
    assertEquals(
        List.of(tagged), all(account, by(ExecutionState.PENDING, null, Map.of("run", "1"))));
    assertEquals(
        List.of(running, tagged),
        all(account, new ExecutionFilter(null, null, other.createdAt(), null, Map.of())));
    assertEquals(
        List.of(first),
        all(account, new ExecutionFilter(null, null, null, other.createdAt(), Map.of())));
    assertEquals(
        List.of(other),
        all(
            account,
            new ExecutionFilter(
                null, null, first.createdAt(), afterFirst.plus(STEP).minusMillis(1), Map.of())));
  }

  @Test
  void what_is_due_comes_oldest_first_and_no_more_than_asked_for() {
    Account account = funded("9");
    List<ExecutionId> oldestFirst = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      oldestFirst.add(next(account).id());
    }
    Instant lastDue = time.instant().minus(STEP).plusSeconds(60);
    assertEquals(oldestFirst, stores.executions().due(lastDue, 100));
    assertEquals(oldestFirst.subList(0, 11), stores.executions().due(lastDue.minusMillis(1), 100));
    assertEquals(oldestFirst.subList(0, 5), stores.executions().due(lastDue, 5));
  }

  @Test
  void a_started_execution_is_due_after_its_deadline_and_an_ended_one_never() {
    Account account = funded("9");
    Execution pending = accepted(make.pending(account).timeout(Duration.ofMinutes(10)).build());
    assertEquals(List.of(pending.id()), due(pending.createdAt().plusSeconds(60)));
    Execution open = started(pending);
    assertEquals(List.of(), due(pending.expiresAt().plusSeconds(5).minusMillis(1)));
    assertEquals(List.of(pending.id()), due(pending.expiresAt().plusSeconds(5)));
    ended(open, new Ending.Expired());
    assertEquals(List.of(), due(pending.expiresAt().plus(Duration.ofDays(1))));
  }

  @Test
  void a_deferred_execution_is_due_at_its_new_time_unless_it_ended() {
    Execution pending = accepted(make.pending(funded("1")).build());
    Instant later = pending.createdAt().plusSeconds(120);
    stores.executions().defer(pending.id(), later);
    assertEquals(List.of(), due(later.minusMillis(1)));
    assertEquals(List.of(pending.id()), due(later));
    ended(pending, new Ending.Cancelled());
    stores.executions().defer(pending.id(), later);
    assertEquals(List.of(), due(later));
    stores.executions().defer(ExecutionId.of(ids.next()), later);
  }

  private Execution next(Account account) {
    return tick(accepted(make.pending(account).build()));
  }

  private Execution tick(Execution execution) {
    time.advance(STEP);
    return execution;
  }

  private List<ExecutionId> due(Instant before) {
    return stores.executions().due(before, 100);
  }

  private List<Execution> all(Account account, ExecutionFilter filter) {
    return stores.executions().list(account, filter, PageRequest.first(100)).items();
  }

  private static ExecutionFilter by(
      @Nullable ExecutionState state, @Nullable String model, Map<String, String> metadata) {
    return new ExecutionFilter(state, model, null, null, metadata);
  }
}
