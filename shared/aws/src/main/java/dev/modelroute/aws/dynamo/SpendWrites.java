package dev.modelroute.aws.dynamo;

import dev.modelroute.aws.table.Tables;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.money.Budget;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.money.SpendCounter;
import dev.modelroute.core.money.SpendPeriod;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * What budgets are compared with: rows {@code SPEND#<org>#<mode>#<subject>} / {@code <period>} of
 * the ledger table, {@code used} in nano-USD. They are counters beside the books, not part of them:
 * those of a day or a month go when no execution of that time can still be open.
 */
final class SpendWrites {
  private static final String USED = "used";

  /** A month and then some; an execution is open for a day at most. */
  private static final Duration LIFE = Duration.ofDays(100);

  private final DynamoTable ledger;

  SpendWrites(DynamoTable ledger) {
    this.ledger = ledger;
  }

  /** One conditional change per budget, in their order. */
  List<TransactWriteItem> hold(Execution execution, List<Budget> budgets) {
    return budgets.stream().map(budget -> hold(execution, budget)).toList();
  }

  private TransactWriteItem hold(Execution execution, Budget budget) {
    Money hold = execution.hold();
    SpendCounter counter = budget.counter(execution.createdAt());
    RowUpdate change = RowUpdate.of(key(execution.account(), counter)).add(USED, hold.nanos());
    Money room = budget.limit().amount().minus(hold);
    if (room.isNegative()) {
      // A row that is not there yet has room for nothing, too.
      change.whenNever();
    } else {
      change.whenAbsentOrAtMost(USED, room.nanos());
    }
    if (budget.limit().period() != SpendPeriod.TOTAL) {
      change.set(Tables.TIME_TO_LIVE, execution.createdAt().plus(LIFE).getEpochSecond());
    }
    return ledger.change(change);
  }

  /**
   * Gives back what was held and not charged. Without a condition: a counter never keeps money from
   * being resolved.
   */
  List<TransactWriteItem> resolve(Execution ended, List<SpendCounter> counters, Money released) {
    if (released.isZero()) {
      return List.of();
    }
    return counters.stream()
        .map(counter ->
            ledger.change(
                RowUpdate.of(key(ended.account(), counter)).add(USED, released.negated().nanos())))
        .toList();
  }

  private static Row.Key key(Account account, SpendCounter counter) {
    return new Row.Key("SPEND#" + account + "#" + counter.subject(), counter.period());
  }
}
