package dev.modelroute.core.money;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.modelroute.core.identity.KeyId;
import dev.modelroute.core.json.StrictJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpendLimitTest {
  private static final KeyId KEY = KeyId.of(new UUID(1, 2));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "5.00"                                    | 5.000 USD in all
          {"amount":"5"}                            | 5.000 USD in all
          {"amount":"5.00","period":"total"}        | 5.000 USD in all
          {"amount":"0.000000001","period":"month"} | 0.000000001 USD a month
          {"amount":"999999999","period":"day"}     | 999999999.000 USD a day
          {"amount":"5.00","period":"week"}         | refused
          {"amount":"5.00","period":null}           | refused
          {"amount":"5.00","per":"day"}             | refused
          {"amount":5}                              | refused
          {"period":"day"}                          | refused
          "0"                                       | refused
          "0.000"                                   | refused
          "-1"                                      | refused
          "1e3"                                     | refused
          "1000000000"                              | refused
          "0.0000000001"                            | refused
          5                                         | refused
          """)
  void a_limit_is_an_amount_with_or_without_a_period(String json, String expected) {
    String read =
        StrictJson.trusted("{\"limit\":" + json + "}")
            .get("limit")
            .flatMap(SpendLimit::parse)
            .map(SpendLimit::toString)
            .orElse("refused");
    assertEquals(expected, read, json);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T23:59:59.999999999Z, total, 2026-11, 2026-11-20",
    "2026-11-21T00:00:00Z, total, 2026-11, 2026-11-21",
    "2026-12-31T23:59:59Z, total, 2026-12, 2026-12-31",
    "2027-01-01T00:00:00Z, total, 2027-01, 2027-01-01"
  })
  void a_period_is_named_by_its_day_or_month_in_utc(
      Instant at, String total, String month, String day) {
    assertEquals(total, SpendPeriod.TOTAL.at(at));
    assertEquals(month, SpendPeriod.MONTH.at(at));
    assertEquals(day, SpendPeriod.DAY.at(at));
  }

  @Test
  void a_counter_reads_back_and_tags_do_not_run_into_each_other() {
    SpendLimit limit = SpendLimit.parse("1", SpendPeriod.DAY).orElseThrow();
    SpendCounter counter = Budget.ofKey(KEY, limit).counter(Instant.parse("2026-11-20T00:00:00Z"));
    assertEquals("KEY#" + KEY + "@2026-11-20", counter.toString());
    assertEquals(counter, SpendCounter.parse(counter.toString()));
    assertEquals(
        3,
        List.of(
                Budget.ofTag("ab", "c", limit),
                Budget.ofTag("a", "bc", limit),
                Budget.ofTag("abc", "", limit))
            .stream()
            .map(Budget::subject)
            .distinct()
            .count());
  }

  @Test
  void a_request_without_the_tag_has_no_budget() {
    SpendLimit limit = SpendLimit.parse("1", SpendPeriod.DAY).orElseThrow();
    List<TagBudget> tags = List.of(new TagBudget("team", "red", limit));
    assertEquals(List.of(), Budget.of(KEY, Optional.empty(), tags, Map.of()));
    assertEquals(List.of(), Budget.of(KEY, Optional.empty(), tags, Map.of("team", "Red")));
    assertEquals(
        List.of(Budget.ofKey(KEY, limit), Budget.ofTag("team", "red", limit)),
        Budget.of(KEY, Optional.of(limit), tags, Map.of("team", "red")));
  }
}
