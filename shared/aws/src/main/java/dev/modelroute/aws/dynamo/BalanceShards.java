package dev.modelroute.aws.dynamo;

import dev.modelroute.core.money.Balance;
import dev.modelroute.core.money.Money;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The rows of one balance at one instant, and how money is taken from them, put into them and
 * evened out. Rows past {@code inUse} get no new money, but what they have counts and is taken.
 *
 * @param inUse rows that the balance is spread over
 * @param rows by shard, every one that ever was in use
 */
record BalanceShards(int inUse, NavigableMap<String, Balance> rows) {
  /** The shard that knows how many there are; the only one of most accounts. */
  static final String FIRST = name(0);

  /** Less than this is not worth spreading: holds on it would have to be split. */
  private static final Money LEAST_PORTION = Money.parse("1");

  private static final Comparator<Map.Entry<String, Balance>> RICHEST_FIRST =
      Comparator.comparing((Map.Entry<String, Balance> row) -> row.getValue().available())
          .reversed()
          .thenComparing(Map.Entry::getKey);

  static String name(int number) {
    return String.format(Locale.ROOT, "%02d", number);
  }

  Balance sum() {
    return rows.values().stream().reduce(Balance.ZERO, Balance::plus);
  }

  /**
   * What to take from which row: all from the richest, or from as few of the richest as it needs.
   * Empty when the whole balance is short.
   */
  Optional<Map<String, Money>> take(Money amount) {
    Map<String, Money> parts = new TreeMap<>();
    Money missing = amount;
    for (var row : rows.entrySet().stream().sorted(RICHEST_FIRST).toList()) {
      Money part = missing.min(row.getValue().available());
      if (part.isPositive()) {
        parts.put(row.getKey(), part);
        missing = missing.minus(part);
      }
    }
    return missing.isZero() ? Optional.of(parts) : Optional.empty();
  }

  /**
   * Where a payment goes: in equal parts to as many rows as keep each part worth it, from some row
   * on.
   *
   * @param shards rows in use
   * @param first the row to start at, 0 to {@code shards - 1}
   */
  static Map<String, Money> portions(Money amount, int shards, int first) {
    long worthwhile = Math.max(1, amount.nanos() / LEAST_PORTION.nanos());
    List<Money> parts = equal(amount, (int) Math.min(shards, worthwhile));
    Map<String, Money> portions = new TreeMap<>();
    for (int i = 0; i < parts.size(); i++) {
      portions.put(name((first + i) % shards), parts.get(i));
    }
    return portions;
  }

  /**
   * How much each row gains or loses so that what is available lies evenly on the first {@code
   * count} rows and nowhere else. The changes add up to zero.
   */
  NavigableMap<String, Money> evening(int count) {
    List<Money> targets = equal(sum().available(), count);
    NavigableMap<String, Money> changes = new TreeMap<>();
    for (int i = 0; i < Math.max(count, rows.size()); i++) {
      Money target = i < count ? targets.get(i) : Money.ZERO;
      Money now = rows.getOrDefault(name(i), Balance.ZERO).available();
      changes.put(name(i), target.minus(now));
    }
    return changes;
  }

  /** So many parts that differ by a nano at most. */
  private static List<Money> equal(Money amount, int count) {
    long each = amount.nanos() / count;
    long rest = amount.nanos() % count;
    return IntStream.range(0, count)
        .mapToObj(i -> Money.ofNanos(i < rest ? each + 1 : each))
        .toList();
  }
}
