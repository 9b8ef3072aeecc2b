package dev.modelroute.core.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
  private static final Money MOST = Money.ofNanos(Long.MAX_VALUE);
  private static final Money LEAST = Money.ofNanos(Long.MIN_VALUE);

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # read,                  nano-USD,             shown
          0,                       0,                    0.000
          -0.0,                    0,                    0.000
          0e99,                    0,                    0.000
          1,                       1000000000,           1.000
          0.048,                   48000000,             0.048
          0.04,                    40000000,             0.040
          0.0480,                  48000000,             0.048
          0.000000001,             1,                    0.000000001
          0.0000000010,            1,                    0.000000001
          -0.5,                    -500000000,           -0.500
          1e3,                     1000000000000,        1000.000
          9223372036.854775807,    9223372036854775807,  9223372036.854775807
          -9223372036.854775808,   -9223372036854775808, -9223372036.854775808
          """)
  void amounts_are_read_and_shown_exactly(String text, long nanos, String shown) {
    Money money = Money.parse(text);

    assertEquals(nanos, money.nanos(), text);
    assertEquals(shown, money.toUsd(), text);
    assertEquals(money, Money.parse(shown), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0000000001",
        "9223372036.854775808",
        "-9223372036.854775809",
        "99999999999",
        "1e999999999",
        "1e-999999999",
        "1e2147483647"
      })
  void what_does_not_fit_is_refused_at_once(String text) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> assertThrows(ArithmeticException.class, () -> Money.parse(text), text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " 1", "1,0", "0x1", "NaN", "Infinity", "1USD"})
  void what_is_no_number_is_refused(String text) {
    assertThrows(NumberFormatException.class, () -> Money.parse(text), text);
  }

  @Test
  void a_double_would_lose_what_a_decimal_keeps() {
    assertEquals(300_000_000, Money.of(new BigDecimal("0.1")).plus(Money.parse("0.2")).nanos());
  }

  @Test
  void nothing_wraps_around() {
    Money one = Money.ofNanos(1);

    assertThrows(ArithmeticException.class, () -> MOST.plus(one));
    assertThrows(ArithmeticException.class, () -> LEAST.minus(one));
    assertThrows(ArithmeticException.class, LEAST::negated);
    assertEquals(LEAST, MOST.negated().minus(one));
  }

  @Test
  void the_smaller_and_the_larger_are_told_apart() {
    assertEquals(LEAST, MOST.min(LEAST));
    assertEquals(MOST, LEAST.max(MOST));
    assertEquals("0.001 USD", Money.parse("0.001").toString());
  }
}
