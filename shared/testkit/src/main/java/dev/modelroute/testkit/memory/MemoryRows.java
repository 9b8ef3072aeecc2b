package dev.modelroute.testkit.memory;

import dev.modelroute.core.execution.Attempt;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.money.Balance;
import dev.modelroute.core.money.Budget;
import dev.modelroute.core.money.HoldTerms;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.money.PlatformLoss;
import dev.modelroute.core.money.SpendCounter;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.core.webhook.WebhookEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows that executions, attempts, ledger and outbox share. Every access holds the monitor of
 * this object; a write checks all of its conditions before its first change.
 */
final class MemoryRows {
  final Map<ExecutionId, ExecutionRow> executions = new HashMap<>();

  /** By organisation and digest of the key. */
  final Map<String, ExecutionId> idempotency = new HashMap<>();

  final Map<ExecutionId, NavigableMap<Integer, Attempt>> attempts = new HashMap<>();
  final Map<String, AttemptName> callbacks = new HashMap<>();
  final Set<AttemptName> calledBack = new HashSet<>();
  final Map<Outbox.Entry, OutboxRow> outbox = new LinkedHashMap<>();
  final Map<Account, Balance> balances = new HashMap<>();

  /** What budgets are compared with, by account and counter. */
  final Map<String, Money> spent = new HashMap<>();

  /** What an execution's hold was counted in. */
  final Map<ExecutionId, List<SpendCounter>> counted = new HashMap<>();

  final List<PlatformLoss> losses = new ArrayList<>();
  final Map<Account, Integer> shards = new HashMap<>();
  final Map<Account, NavigableMap<String, LedgerEntry>> entries = new HashMap<>();

  /** Every change of a state, in order. */
  final List<RawRows.Move> moves = new ArrayList<>();

  /** What was moved under a name: account, type and reference of money without an execution. */
  final Map<String, Money> references = new HashMap<>();

  /**
   * @param dueAt null when nothing is left to do
   */
  record ExecutionRow(Execution execution, @Nullable Instant dueAt) {}

  record AttemptName(ExecutionId execution, int number) {}

  /**
   * @param sentAt null until handed to the queue; never null where nobody waits for it
   */
  record OutboxRow(WebhookEvent event, @Nullable Instant sentAt) {}

  void putExecution(Execution execution, @Nullable Instant dueAt) {
    ExecutionRow old = executions.put(execution.id(), new ExecutionRow(execution, dueAt));
    if (old != null && old.execution().state() != execution.state()) {
      moves.add(new RawRows.Move(execution.id(), old.execution().state(), execution.state()));
    }
  }

  /** Writes an entry and moves its account's balance by it. */
  void post(LedgerEntry entry) {
    Balance after = balances.getOrDefault(entry.account(), Balance.ZERO).plus(entry.delta());
    if (after.available().isNegative() || after.held().isNegative()) {
      throw new IllegalStateException("a balance below zero after " + entry);
    }
    balances.put(entry.account(), after);
    entriesOf(entry.account()).put(entry.orderKey(), entry);
  }

  /** Writes an entry unless there is nothing to move. */
  void postIfPositive(LedgerEntry entry) {
    if (entry.amount().isPositive()) {
      post(entry);
    }
  }

  /** The first budget without room for a hold at this instant. */
  Optional<Budget> exceeded(Execution execution, HoldTerms terms) {
    return terms.budgets().stream()
        .filter(budget ->
            spent(execution, budget.counter(execution.createdAt()))
                    .plus(execution.hold())
                    .compareTo(budget.limit().amount())
                > 0)
        .findFirst();
  }

  void count(Execution execution, HoldTerms terms) {
    List<SpendCounter> counters =
        terms.budgets().stream().map(budget -> budget.counter(execution.createdAt())).toList();
    counted.put(execution.id(), counters);
    counters.forEach(counter -> spend(execution, counter, execution.hold()));
  }

  /** Takes what an execution gives back out of what its hold was counted in. */
  void countBack(Execution execution, Money released) {
    counted
        .getOrDefault(execution.id(), List.of())
        .forEach(counter -> spend(execution, counter, released.negated()));
  }

  private void spend(Execution execution, SpendCounter counter, Money amount) {
    Money after = spent(execution, counter).plus(amount);
    if (after.isNegative()) {
      throw new IllegalStateException("less than nothing was spent in " + counter);
    }
    spent.put(execution.account() + " " + counter, after);
  }

  private Money spent(Execution execution, SpendCounter counter) {
    return spent.getOrDefault(execution.account() + " " + counter, Money.ZERO);
  }

  Money available(Account account) {
    return balances.getOrDefault(account, Balance.ZERO).available();
  }

  NavigableMap<String, LedgerEntry> entriesOf(Account account) {
    return entries.computeIfAbsent(account, ignored -> new TreeMap<>());
  }

  /** Stores an attempt; false when its number is taken. */
  boolean putAttempt(Attempt attempt) {
    var numbers = attempts.computeIfAbsent(attempt.execution(), ignored -> new TreeMap<>());
    if (numbers.putIfAbsent(attempt.number(), attempt) != null) {
      return false;
    }
    if (attempt.callbackDigest() != null) {
      callbacks.put(
          attempt.callbackDigest(), new AttemptName(attempt.execution(), attempt.number()));
    }
    return true;
  }

  void putEvent(WebhookEvent event) {
    outbox.putIfAbsent(
        new Outbox.Entry(event.execution(), event.slot()),
        new OutboxRow(event, event.awaited() ? null : event.at()));
  }
}
