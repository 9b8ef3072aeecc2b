package dev.modelroute.aws.dynamo;

import dev.modelroute.aws.dynamo.Transactions.Outcome;
import dev.modelroute.core.execution.DueTimes;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionStore.Acceptance;
import dev.modelroute.core.execution.IdempotencyKey;
import dev.modelroute.core.execution.RequestFingerprint;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.money.Budget;
import dev.modelroute.core.money.HoldTerms;
import dev.modelroute.core.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The transaction that takes an execution on: idempotency row, execution, balance, entry, budgets.
 * Its items stand in the order in which their conditions count.
 *
 * <p>The hold is tried on one shard, picked at random. A shard that is short says nothing about the
 * others: then all are read at one instant, and the hold goes on the richest, or on several. It is
 * refused only when that reading, taken together, is short.
 */
final class AcceptTransaction {
  /**
   * Holds that are planned anew. Each one that was overtaken means that others got through, so that
   * only the tail end of a crowd on an almost empty balance ever comes near.
   */
  private static final int MOST_PLANS = 20;

  private static final int IDEMPOTENCY_ITEM = 0;
  private static final int EXECUTION_ITEM = 1;
  private static final int FIRST_SHARD_ITEM = 2;

  private final DynamoTable table;
  private final ExecutionRows rows;
  private final BalanceReads reads;
  private final BalanceWrites writes;
  private final SpendWrites spend;
  private final DueIndex due;
  private final Transactions transactions;
  private final RandomGenerator random;

  AcceptTransaction(
      DynamoTable table,
      ExecutionRows rows,
      DynamoTable ledger,
      Transactions transactions,
      RandomGenerator random) {
    this.table = table;
    this.rows = rows;
    this.reads = new BalanceReads(ledger);
    this.writes = new BalanceWrites(ledger);
    this.spend = new SpendWrites(ledger);
    this.due = DueIndex.ofExecutions(table);
    this.transactions = transactions;
    this.random = random;
  }

  Acceptance accept(Execution execution, HoldTerms terms) {
    Row row = rows.toRow(execution);
    due.put(row, execution.id().value(), DueTimes.ofAccepted(execution));
    ExecutionRows.countedIn(
        row,
        terms.budgets().stream().map(budget -> budget.counter(execution.createdAt())).toList());
    String anywhere = BalanceShards.name(random.nextInt(terms.shards()));
    Map<String, Money> shards = Map.of(anywhere, execution.hold());
    for (int tries = 1; tries <= MOST_PLANS; tries++) {
      Outcome outcome = transactions.write(items(execution, row, shards, terms.budgets()));
      if (!(outcome instanceof Outcome.Refused(int item, Row old))) {
        return new Acceptance.Accepted(execution);
      }
      if (item == IDEMPOTENCY_ITEM) {
        return answerAgain(execution, old);
      }
      if (item == EXECUTION_ITEM) {
        throw new IllegalStateException("the id is taken: " + execution.id());
      }
      if (item >= FIRST_SHARD_ITEM + shards.size()) {
        return overBudget(terms, item - FIRST_SHARD_ITEM - shards.size() - 1);
      }
      Optional<Map<String, Money>> next = plan(execution, shards, old);
      if (next.isEmpty()) {
        return new Acceptance.InsufficientBalance();
      }
      shards = next.get();
      transactions.rest(tries);
    }
    throw new StoreUnavailableException("a hold was overtaken " + MOST_PLANS + " times", null);
  }

  private static Acceptance overBudget(HoldTerms terms, int budget) {
    if (budget < 0) {
      throw new IllegalStateException("the hold has its entry already");
    }
    return new Acceptance.OverBudget(terms.budgets().get(budget));
  }

  private List<TransactWriteItem> items(
      Execution execution, Row row, Map<String, Money> shards, List<Budget> budgets) {
    List<TransactWriteItem> items = new ArrayList<>();
    items.add(
        table.newOrExpired(
            idempotencyRow(execution),
            ExecutionRow.EXPIRES,
            execution.createdAt().getEpochSecond()));
    items.add(table.newRow(ExecutionRows.onShards(row, shards)));
    items.addAll(writes.hold(execution, shards));
    items.addAll(spend.hold(execution, budgets));
    return items;
  }

  /**
   * @param tried the shards that were short
   * @param old one of them as it is
   */
  private Optional<Map<String, Money>> plan(
      Execution execution, Map<String, Money> tried, Row old) {
    if (tried.size() == 1 && BalanceReads.isWhole(tried.keySet().iterator().next(), old)) {
      return Optional.empty();
    }
    return reads.shards(execution.account()).take(execution.hold());
  }

  private static Row idempotencyRow(Execution execution) {
    return Row.of(ExecutionRow.idempotency(execution.organization(), execution.request().key()))
        .put(ExecutionRow.EXECUTION_ID, execution.id().value())
        .put(ExecutionRow.FINGERPRINT, execution.request().fingerprint().value());
  }

  private Acceptance answerAgain(Execution execution, Row earlier) {
    if (earlier.text(ExecutionRow.EXECUTION_ID).equals(execution.id().value())) {
      // Our own write, its answer lost.
      return new Acceptance.Accepted(execution);
    }
    return answerAgain(execution.request().fingerprint(), earlier);
  }

  private Acceptance answerAgain(RequestFingerprint fingerprint, Row earlier) {
    ExecutionId original = new ExecutionId(earlier.text(ExecutionRow.EXECUTION_ID));
    return earlier.text(ExecutionRow.FINGERPRINT).equals(fingerprint.value())
        ? new Acceptance.Replayed(rows.fromRow(rows.load(original)))
        : new Acceptance.KeyConflict(original);
  }

  /** What the idempotency row would answer; an expired one is none, as in its condition. */
  Optional<Acceptance> replay(
      OrgId organization, IdempotencyKey key, RequestFingerprint fingerprint, Instant now) {
    return table
        .get(ExecutionRow.idempotency(organization, key))
        .filter(row ->
            !row.has(ExecutionRow.EXPIRES)
                || row.number(ExecutionRow.EXPIRES) >= now.getEpochSecond())
        .map(row -> answerAgain(fingerprint, row));
  }
}
