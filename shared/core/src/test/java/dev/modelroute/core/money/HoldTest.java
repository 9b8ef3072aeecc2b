package dev.modelroute.core.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.modelroute.core.id.IdText;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.AccountMode;
import dev.modelroute.core.identity.OrgId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the estimate over the hold to its end. */
class HoldTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0.01",
    "0.000000001, 0.01",
    "0.008333333, 0.01",
    "0.008333334, 0.010000001",
    "0.040, 0.048",
    "0.040000001, 0.048000002",
    "1537228672.809129301, 1844674407.370955162"
  })
  void a_hold_is_six_fifths_of_the_estimate_rounded_up_and_a_cent_at_least(
      String estimate, String hold) {
    CostEstimate cost = CostEstimate.of(Money.parse(estimate));

    assertEquals(Money.parse(estimate), cost.estimate(), estimate);
    assertEquals(Money.parse(hold), cost.hold(), estimate);
  }

  @Test
  void a_hold_is_resolved_once_and_then_says_what_it_already_was() {
    Money amount = Money.parse("0.048");
    Resolution charge = Resolution.capture(amount, Money.parse("0.03"));
    Resolution back = Resolution.release(amount);
    Hold pending = new Hold.Pending(amount);
    Hold captured = pending.resolve(charge);
    Hold released = pending.resolve(back);

    assertEquals(new Hold.Captured(amount, charge), captured);
    assertEquals(new Hold.Released(amount), released);
    assertEquals(
        new Hold.Released(amount), pending.resolve(Resolution.capture(amount, Money.ZERO)));
    assertEquals(captured, captured.resolve(back));
    assertEquals(released, released.resolve(charge));
    assertThrows(
        IllegalArgumentException.class,
        () -> pending.resolve(Resolution.release(Money.parse("0.047"))));
  }

  @Test
  void an_estimate_that_can_not_be_held_is_refused() {
    assertThrows(
        ArithmeticException.class, () -> CostEstimate.of(Money.ofNanos(Long.MAX_VALUE / 6 + 1)));
    assertThrows(IllegalArgumentException.class, () -> CostEstimate.of(Money.ofNanos(-1)));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # hold, actual, captured, released, loss
          0.048,  0,      0,        0.048,    0
          0.048,  0.03,   0.03,     0.018,    0
          0.048,  0.048,  0.048,    0,        0
          0.048,  0.05,   0.048,    0,        0.002
          """)
  void a_charge_is_the_cost_and_never_more_than_the_hold(
      String hold, String actual, String captured, String released, String loss) {
    assertEquals(
        new Resolution(Money.parse(captured), Money.parse(released), Money.parse(loss)),
        Resolution.capture(Money.parse(hold), Money.parse(actual)));
  }

  @Test
  void a_release_gives_everything_back_and_no_cost_is_negative() {
    Money hold = Money.parse("0.048");

    assertEquals(new Resolution(Money.ZERO, hold, Money.ZERO), Resolution.release(hold));
    assertThrows(IllegalArgumentException.class, () -> Resolution.capture(hold, Money.ofNanos(-1)));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # type,    amount, available, held, spent
          CREDIT,     1,      1,         0,    0
          HOLD,       1,     -1,         1,    0
          CAPTURE,    1,      0,        -1,    1
          RELEASE,    1,      1,        -1,    0
          STORAGE,    1,     -1,         0,    1
          ADJUSTMENT, -1,    -1,         0,    0
          """)
  void an_entry_moves_the_balance_by_its_type(
      EntryType type, String amount, String available, String held, String spent) {
    Balance after = Balance.ZERO.plus(type.delta(Money.parse(amount)));

    assertEquals(
        new Balance(Money.parse(available), Money.parse(held), Money.parse(spent)),
        after,
        type.name());
  }

  @Test
  void entries_of_one_millisecond_stand_in_the_order_in_which_money_moves() {
    List<EntryType> order =
        Stream.of(EntryType.RELEASE, EntryType.CAPTURE, EntryType.HOLD, EntryType.CREDIT)
            .map(type -> entry(type, "2026-03-01T12:00:00.001Z"))
            .sorted(Comparator.comparing(LedgerEntry::orderKey))
            .map(LedgerEntry::type)
            .toList();

    assertEquals(
        List.of(EntryType.CREDIT, EntryType.HOLD, EntryType.CAPTURE, EntryType.RELEASE), order);
    assertEquals(
        -1,
        Integer.signum(
            entry(EntryType.RELEASE, "2001-09-09T01:46:39.999Z")
                .orderKey()
                .compareTo(entry(EntryType.CREDIT, "2001-09-09T01:46:40Z").orderKey())));
  }

  private static LedgerEntry entry(EntryType type, String at) {
    Account account = new Account(OrgId.of(new UUID(0, 1)), AccountMode.LIVE);
    String reference = IdText.of("exec", new UUID(0, 2));
    return new LedgerEntry(account, type, Money.ZERO, reference, Instant.parse(at));
  }
}
