package dev.modelroute.aws.dynamo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.modelroute.core.money.Money;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BalanceWritesDirectTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # available      | wanted | taken
          00=5             | 3      | 00=3
          00=5             | 7      | 00=5
          00=5 01=9        | 7      | 01=7
          00=5 01=9 02=1   | 12     | 00=3 01=9
          00=5 01=9 02=1   | 99     | 00=5 01=9 02=1
          00=0 01=0        | 1      | ''
          00=5             | 0      | ''
          ''               | 1      | ''
          """)
  void the_richest_shards_give_first(String available, long wanted, String taken) {
    Map<String, Money> plan = BalanceWritesDirect.plan(shards(available), Money.ofNanos(wanted));
    String text =
        plan.entrySet().stream()
            .map(shard -> shard.getKey() + "=" + shard.getValue().nanos())
            .collect(Collectors.joining(" "));
    assertEquals(taken, text, available + " | " + wanted);
  }

  private static Map<String, Money> shards(String text) {
    Map<String, Money> shards = new TreeMap<>();
    Stream.of(text.split(" ", -1))
        .filter(shard -> !shard.isEmpty())
        .map(shard -> shard.split("=", -1))
        .forEach(shard -> shards.put(shard[0], Money.ofNanos(Long.parseLong(shard[1]))));
    return shards;
  }
}
