package dev.modelroute.aws.dynamo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.money.Balance;
import dev.modelroute.core.money.Money;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BalanceShardsTest {
  @ParameterizedTest
  @CsvSource({
    "5 9 7, 9, {01=9}",
    "5 9 7, 8, {01=8}",
    "5 9 7, 10, '{01=9, 02=1}'",
    "5 9 7, 21, '{00=5, 01=9, 02=7}'",
    "5 9 7, 22, short",
    "7 7 0, 7, {00=7}",
    "7 7 0, 8, '{00=7, 01=1}'",
    "0, 1, short"
  })
  void the_richest_give_and_as_few_as_can(String available, long amount, String expected) {
    String taken = shards(available).take(Money.ofNanos(amount)).map(this::text).orElse("short");
    assertEquals(expected, taken, available + " less " + amount);
  }

  @ParameterizedTest
  @CsvSource({
    "0.999999999, 16, 3, {03=999999999}",
    "1, 4, 0, {00=1000000000}",
    "2, 16, 15, '{00=1000000000, 15=1000000000}'",
    "4.000000003, 4, 1, '{00=1000000000, 01=1000000001, 02=1000000001, 03=1000000001}'",
    "100, 1, 0, {00=100000000000}"
  })
  void a_payment_goes_in_equal_parts_to_as_many_rows_as_are_worth_it(
      String usd, int shards, int first, String expected) {
    Map<String, Money> portions = BalanceShards.portions(Money.parse(usd), shards, first);
    assertEquals(expected, text(portions), usd);
  }

  @ParameterizedTest
  @CsvSource({
    "10, 4, '{00=-7, 01=3, 02=2, 03=2}'",
    "3 3 2 2, 1, '{00=7, 01=-3, 02=-2, 03=-2}'",
    "0 10, 2, '{00=5, 01=-5}'",
    "0, 3, '{00=0, 01=0, 02=0}'"
  })
  void evening_out_moves_what_lies_above_the_mean(String available, int count, String expected) {
    assertEquals(expected, text(shards(available).evening(count)), available);
  }

  @Test
  void whatever_lies_where_no_nano_is_made_or_lost() {
    for (long seed = 1; seed <= 500; seed++) {
      Random random = new Random(seed);
      BalanceShards shards = random(random);
      Money all = shards.sum().available();
      int count = 1 + random.nextInt(20);
      Map<String, Money> changes = shards.evening(count);
      assertEquals(Money.ZERO, sum(changes), "seed " + seed);
      changes.forEach((shard, change) ->
          assertFalse(available(shards, shard).plus(change).isNegative(), "below zero: " + shard));
      Money amount = Money.ofNanos(1 + random.nextLong(2 * all.nanos() + 2));
      Optional<Map<String, Money>> taken = shards.take(amount);
      assertEquals(amount.compareTo(all) <= 0, taken.isPresent(), "seed " + seed);
      taken.ifPresent(parts -> {
        assertEquals(amount, sum(parts));
        parts.forEach((shard, part) ->
            assertTrue(
                part.isPositive() && part.compareTo(available(shards, shard)) <= 0,
                "more than there is: " + shard));
      });
      assertEquals(
          amount, sum(BalanceShards.portions(amount, count, random.nextInt(count))), "" + seed);
    }
  }

  private static BalanceShards random(Random random) {
    StringBuilder available = new StringBuilder("0");
    for (int i = random.nextInt(20); i > 0; i--) {
      available.append(' ').append(random.nextInt(3) == 0 ? 0 : random.nextLong(50_000_000));
    }
    return shards(available.toString());
  }

  private static BalanceShards shards(String available) {
    NavigableMap<String, Balance> rows = new TreeMap<>();
    for (String nanos : available.split(" ", -1)) {
      Money money = Money.ofNanos(Long.parseLong(nanos));
      rows.put(BalanceShards.name(rows.size()), new Balance(money, Money.ZERO, Money.ZERO));
    }
    return new BalanceShards(rows.size(), rows);
  }

  private static Money available(BalanceShards shards, String shard) {
    return shards.rows().getOrDefault(shard, Balance.ZERO).available();
  }

  private static Money sum(Map<String, Money> parts) {
    return parts.values().stream().reduce(Money.ZERO, Money::plus);
  }

  private String text(Map<String, Money> parts) {
    Map<String, Long> nanos = new TreeMap<>();
    parts.forEach((shard, part) -> nanos.put(shard, part.nanos()));
    return nanos.toString();
  }
}
