package dev.modelroute.testkit.contract;

import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionFilter;
import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.money.Balance;
import dev.modelroute.core.money.EntryType;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.core.webhook.WebhookEvent;
import dev.modelroute.core.webhook.WebhookEvent.Slot;
import dev.modelroute.testkit.memory.RawRows.Move;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What holds of an account at every moment:
 *
 * <ul>
 *   <li>I1 available + held + spent = credits + adjustments, and the balance is the sum of the
 *       deltas
 *   <li>I2 held = the holds of open executions; at rest none is open
 *   <li>I3 an ended execution has CAPTURE + RELEASE = HOLD, each type at most once; an open one has
 *       its HOLD only
 *   <li>I4 spent = captures + storage
 *   <li>I5 one final event exactly for what ended, a started one at most for what was dispatched;
 *       at rest each was queued
 *   <li>I6 one execution per idempotency key
 *   <li>I7 nothing is charged above its hold, nothing is below zero, and states only move as {@code
 *       ExecutionState} allows
 * </ul>
 */
public final class Invariants {
  private final Account account;
  private final Balance balance;
  private final List<LedgerEntry> entries = new ArrayList<>();
  private final Map<String, List<LedgerEntry>> byReference = new HashMap<>();
  private final List<Execution> executions = new ArrayList<>();
  private final List<Violation> found = new ArrayList<>();

  private Invariants(Stores stores, Account account) {
    this.account = account;
    stores.ledger().scan(account, entries::add);
    entries.forEach(entry ->
        byReference.computeIfAbsent(entry.reference(), ignored -> new ArrayList<>()).add(entry));
    balance = stores.ledger().balance(account);
  }

  /** One invariant that does not hold, {@code I1} to {@code I7}, and why. */
  public record Violation(String invariant, String reason) {}

  /**
   * Checks one account at any moment.
   *
   * @param executions all that were ever accepted on it, in any snapshot; read again here
   * @throws AssertionError naming the invariants that do not hold, with the rows
   */
  public static void check(Stores stores, Account account, List<Execution> executions) {
    Invariants look = new Invariants(stores, account);
    for (Execution snapshot : executions) {
      look.executions.add(stores.executions().find(snapshot.id()).orElseThrow());
    }
    look.atAnyMoment(stores);
    look.require();
  }

  /** Checks one account at any moment, with every execution it lists. */
  public static void check(Stores stores, Account account) {
    check(stores, account, listed(stores, account));
  }

  /**
   * Checks one account when nothing is left to do.
   *
   * @param queued every event that was ever handed to the queue
   * @param moves every change of a state, where the stores can tell
   */
  public static void checkAtRest(
      Stores stores, Account account, Collection<Outbox.Entry> queued, List<Move> moves) {
    checkAtRest(stores, account, listed(stores, account), queued, moves);
  }

  /** The same where all executions are known and too many to page through. */
  public static void checkAtRest(
      Stores stores,
      Account account,
      List<Execution> executions,
      Collection<Outbox.Entry> queued,
      List<Move> moves) {
    Invariants look = new Invariants(stores, account);
    look.executions.addAll(executions);
    look.atAnyMoment(stores);
    look.atRest(stores, Set.copyOf(queued));
    look.legal(moves);
    look.require();
  }

  /** Every execution of an account, as a caller would page through them. */
  public static List<Execution> listed(Stores stores, Account account) {
    List<Execution> all = new ArrayList<>();
    PageRequest next = PageRequest.first(PageRequest.MAX_LIMIT);
    Page<Execution> page = stores.executions().list(account, ExecutionFilter.ANY, next);
    all.addAll(page.items());
    while (page.next() != null) {
      next = new PageRequest(PageRequest.MAX_LIMIT, page.next());
      page = stores.executions().list(account, ExecutionFilter.ANY, next);
      all.addAll(page.items());
    }
    return all;
  }

  private void atAnyMoment(Stores stores) {
    Balance folded = Balance.ZERO;
    for (LedgerEntry entry : entries) {
      folded = folded.plus(entry.delta());
    }
    expect("I1", folded.equals(balance), "the entries add up to " + text(folded));
    Money paid = sum(entries, EntryType.CREDIT).plus(sum(entries, EntryType.ADJUSTMENT));
    Money there = balance.available().plus(balance.held()).plus(balance.spent());
    expect("I1", paid.equals(there), "paid in " + paid + ", there is " + there);
    Money open =
        executions.stream()
            .filter(execution -> !execution.isTerminal())
            .map(Execution::hold)
            .reduce(Money.ZERO, Money::plus);
    expect("I2", open.equals(balance.held()), "open executions hold " + open);
    Money charged = sum(entries, EntryType.CAPTURE).plus(sum(entries, EntryType.STORAGE));
    expect("I4", charged.equals(balance.spent()), "charged " + charged);
    expect(
        "I7",
        !balance.available().isNegative()
            && !balance.held().isNegative()
            && !balance.spent().isNegative(),
        "below zero");
    Set<String> keys = new HashSet<>();
    for (Execution execution : executions) {
      entriesOf(execution);
      events(stores, execution);
      String key = execution.request().key().value();
      expect("I6", keys.add(key), "two executions of key " + key);
    }
  }

  private void entriesOf(Execution execution) {
    List<LedgerEntry> own = byReference.getOrDefault(execution.id().value(), List.of());
    long types = own.stream().map(LedgerEntry::type).distinct().count();
    expect("I3", types == own.size(), execution.id() + " has a type of entry twice");
    Money hold = execution.hold();
    expect("I3", hold.equals(sum(own, EntryType.HOLD)), execution.id() + " has another hold");
    Money captured = sum(own, EntryType.CAPTURE);
    Money released = sum(own, EntryType.RELEASE);
    expect("I7", captured.compareTo(hold) <= 0, execution.id() + " is charged above its hold");
    execution
        .resolution()
        .ifPresentOrElse(
            resolution -> {
              expect(
                  "I3",
                  hold.equals(captured.plus(released)),
                  execution.id() + " is not resolved for exactly its hold");
              expect(
                  "I3",
                  resolution.captured().equals(captured),
                  execution.id() + " should have captured " + resolution.captured());
            },
            () -> expect("I3", own.size() == 1, execution.id() + " is open and has more entries"));
  }

  private void events(Stores stores, Execution execution) {
    Optional<WebhookEvent> last = stores.outbox().find(execution.id(), Slot.FINAL);
    expect(
        "I5",
        last.isPresent() == execution.isTerminal(),
        execution.id() + " is " + execution.state() + ", final event: " + last.isPresent());
    boolean dispatched = execution.startedAt() != null;
    boolean started = stores.outbox().find(execution.id(), Slot.STARTED).isPresent();
    expect("I5", started == dispatched, execution.id() + " and its started event disagree");
  }

  private void atRest(Stores stores, Set<Outbox.Entry> queued) {
    for (Execution execution : executions) {
      expect("I2", execution.isTerminal(), execution.id() + " is still " + execution.state());
      for (Slot slot : Slot.values()) {
        boolean there =
            stores.outbox().find(execution.id(), slot).filter(WebhookEvent::awaited).isPresent();
        boolean sent = queued.contains(new Outbox.Entry(execution.id(), slot));
        expect("I5", there == sent, execution.id() + " " + slot + " was queued: " + sent);
      }
    }
  }

  private void legal(List<Move> moves) {
    for (Move move : moves) {
      expect("I7", move.from().mayBecome(move.to()), "not a legal move: " + move);
    }
  }

  private void expect(String invariant, boolean holds, String reason) {
    if (!holds) {
      found.add(new Violation(invariant, reason));
    }
  }

  private void require() {
    if (found.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder();
    found.forEach(one -> text.append(one.invariant() + " broken: " + one.reason() + "\n"));
    text.append("account " + account + " balance " + text(balance) + "\n");
    entries.forEach(entry -> text.append("  " + entry.orderKey() + " " + entry.amount() + "\n"));
    executions.forEach(
        one -> text.append("  " + one.id() + " " + one.state() + " hold " + one.hold() + "\n"));
    throw new AssertionError(text.toString());
  }

  private static String text(Balance balance) {
    return balance.available() + " " + balance.held() + " " + balance.spent();
  }

  private static Money sum(List<LedgerEntry> entries, EntryType type) {
    return entries.stream()
        .filter(entry -> entry.type() == type)
        .map(LedgerEntry::amount)
        .reduce(Money.ZERO, Money::plus);
  }
}
