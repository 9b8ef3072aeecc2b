package dev.modelroute.aws.dynamo;

import dev.modelroute.core.identity.Account;
import dev.modelroute.core.money.LedgerEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads entries, all consistently, month by month; rows as in {@link BalanceRow}. Months without
 * entries cost nothing: the balance's rows say which have some.
 */
final class BalanceReadsEntries {
  private static final int TIME_DIGITS = 15;

  private final DynamoTable ledger;

  BalanceReadsEntries(DynamoTable ledger) {
    this.ledger = ledger;
  }

  /** From an order key on, oldest first, until one is refused. */
  void read(Account account, String from, Predicate<LedgerEntry> each) {
    NavigableSet<String> months = months(account);
    for (String month : from.isEmpty() ? months : months.tailSet(monthOf(from), true)) {
      boolean more =
          ledger.range(
              TableRange.ascending(BalanceRow.entries(account, month)).from(from),
              row -> each.test(BalanceRow.entry(account, row)));
      if (!more) {
        return;
      }
    }
  }

  /** Before an order key, newest first. */
  List<LedgerEntry> newest(Account account, @Nullable String before, int limit) {
    NavigableSet<String> months = months(account);
    NavigableSet<String> earlier = before == null ? months : months.headSet(monthOf(before), true);
    List<LedgerEntry> found = new ArrayList<>();
    for (String month : earlier.descendingSet()) {
      TableRange range = TableRange.descending(BalanceRow.entries(account, month), limit);
      boolean more =
          ledger.range(
              before == null ? range : range.before(before),
              row -> {
                found.add(BalanceRow.entry(account, row));
                return found.size() < limit;
              });
      if (!more) {
        break;
      }
    }
    return found;
  }

  Optional<LedgerEntry> find(LedgerEntry like) {
    Account account = like.account();
    Row.Key key =
        new Row.Key(BalanceRow.entries(account, BalanceRow.month(like.at())), like.orderKey());
    return ledger.get(key).map(row -> BalanceRow.entry(account, row));
  }

  List<Account> accountsAfter(@Nullable Account after, int limit) {
    TableRange range = TableRange.ascending(BalanceRow.ACCOUNTS);
    List<Account> found = new ArrayList<>();
    ledger.range(
        after == null ? range : range.from(after + TableRange.FOLLOWING),
        row -> {
          found.add(AccountText.parse(row.text(Row.SORT)));
          return found.size() < limit;
        });
    return found;
  }

  private NavigableSet<String> months(Account account) {
    NavigableSet<String> months = new TreeSet<>();
    ledger.scan(
        BalanceRow.partition(account),
        BalanceRow.SHARD_PREFIX,
        row -> months.addAll(BalanceRow.months(row)));
    return months;
  }

  private static String monthOf(String orderKey) {
    long millis = Long.parseLong(orderKey.substring(0, TIME_DIGITS));
    return BalanceRow.month(Instant.ofEpochMilli(millis));
  }
}
