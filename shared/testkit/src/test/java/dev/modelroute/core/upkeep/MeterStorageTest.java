package dev.modelroute.core.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.AccountMode;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.metering.ChargeStorage;
import dev.modelroute.core.metering.StorageChange;
import dev.modelroute.core.metering.StorageMeter;
import dev.modelroute.core.metering.StorageUsage;
import dev.modelroute.core.money.EntryType;
import dev.modelroute.core.money.Ledger;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.money.Money;
import dev.modelroute.testkit.crash.CrashPoints;
import dev.modelroute.testkit.crash.CrashPoints.Moment;
import dev.modelroute.testkit.crash.SimulatedCrash;
import dev.modelroute.testkit.memory.MemoryPlatform;
import dev.modelroute.testkit.memory.MemoryStorageMeter;
import dev.modelroute.testkit.time.SettableTime;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeterStorageTest {
  private static final long GB = 1_000_000_000L;
  private static final Duration DAY = Duration.ofDays(1);

  private final SettableTime time = new SettableTime();
  private final Instant start = time.instant();
  private final MemoryStorageMeter meter = new MemoryStorageMeter();
  private final MemoryPlatform platform = new MemoryPlatform();
  private final Ledger ledger = platform.ledger();
  private final OrgId organization = OrgId.of(UUID.randomUUID());
  private final Account account = new Account(organization, AccountMode.LIVE);
  private final MeterStorage storage =
      new MeterStorage(meter, new ChargeStorage(meter, ledger, time), time);

  private void credit(String usd) {
    ledger.credit(
        new LedgerEntry(
            account, EntryType.CREDIT, Money.parse(usd), "paid-" + usd, time.instant()));
  }

  /** So many bytes from the beginning on, for so long. */
  private void stored(long bytes, Duration life) {
    meter.count(organization, new StorageChange(bytes, start));
    meter.count(organization, new StorageChange(-bytes, start.plus(life)));
  }

  private void sweepAfter(Duration passed) {
    time.set(start.plus(passed));
    storage.sweep();
  }

  private List<Money> charges() {
    List<Money> found = new ArrayList<>();
    ledger.scan(
        account,
        entry -> {
          if (entry.type() == EntryType.STORAGE) {
            found.add(entry.amount());
          }
        });
    return found;
  }

  @ParameterizedTest
  @CsvSource({
    // A GB is 10^9 bytes; the price is 0.05 USD for 30 days of one.
    "10, 30, 0.5",
    "5, 15, 0.125",
    // 0.0666… is rounded down to whole nano-USD, 0.067 to the tenth of a cent.
    "20, 2, 0.066666666",
    "1, 30, 0.05",
  })
  void a_cycle_costs_its_gigabyte_days(long gigabytes, int days, String usd) {
    credit("10");
    stored(gigabytes * GB, Duration.ofDays(days));
    sweepAfter(Duration.ofDays(30).minusSeconds(1));
    assertEquals(List.of(), charges());
    sweepAfter(Duration.ofDays(30));
    assertEquals(List.of(Money.parse(usd)), charges());
    sweepAfter(Duration.ofDays(59));
    assertEquals(1, charges().size());
  }

  @Test
  void time_counts_by_the_second_and_fractions_of_a_nano_are_carried_on() {
    credit("10");
    // One byte for 51,840,000 seconds is one nano-USD: 20 cycles of 30 days.
    meter.count(organization, new StorageChange(1, start));
    sweepEachCycle(19);
    assertEquals(List.of(), charges());
    sweepAfter(Duration.ofDays(30 * 20));
    assertEquals(List.of(Money.ofNanos(1)), charges());
    assertEquals(
        new BigDecimal("0.000011"), StorageUsage.gigabyteDays(BigInteger.valueOf(1_000_000_000L)));
  }

  private void sweepEachCycle(int cycles) {
    for (int cycle = 1; cycle <= cycles; cycle++) {
      sweepAfter(Duration.ofDays(30L * cycle));
    }
  }

  @Test
  void cycles_add_up_to_the_whole_however_they_are_cut() {
    credit("100");
    meter.count(organization, new StorageChange(7 * GB + 1, start));
    sweepEachCycle(3);
    Instant end = start.plus(Duration.ofDays(100)).plusSeconds(7);
    meter.count(organization, new StorageChange(-7 * GB - 1, end));
    sweepAfter(Duration.ofDays(120));
    sweepAfter(Duration.ofDays(150));
    Money whole =
        StorageUsage.cost(
            BigInteger.valueOf(7 * GB + 1).multiply(BigInteger.valueOf(100 * 86_400 + 7)));
    assertEquals(whole, charges().stream().reduce(Money.ZERO, Money::plus));
    assertEquals(4, charges().size());
  }

  @Test
  void what_the_balance_does_not_cover_is_asked_for_again_the_next_day() {
    credit("0.2");
    stored(10 * GB, Duration.ofDays(30));
    sweepAfter(Duration.ofDays(30));
    assertEquals(List.of(Money.parse("0.2")), charges());
    assertEquals(Money.parse("0.3"), meter.bill(organization).orElseThrow().owed());
    sweepAfter(Duration.ofDays(30).plusHours(23));
    credit("0.1");
    sweepAfter(Duration.ofDays(31));
    sweepAfter(Duration.ofDays(32));
    credit("5");
    sweepAfter(Duration.ofDays(33));
    sweepAfter(Duration.ofDays(34));
    assertEquals(List.of(Money.parse("0.2"), Money.parse("0.1"), Money.parse("0.2")), charges());
    assertEquals(Money.ZERO, meter.bill(organization).orElseThrow().owed());
  }

  @Test
  void what_is_swept_late_is_taken_back_from_the_next_charge_and_never_paid_out() {
    credit("10");
    meter.count(organization, new StorageChange(10 * GB, start));
    sweepAfter(Duration.ofDays(30));
    // The file's life had ended after 15 days; it is removed only now.
    meter.count(organization, new StorageChange(-10 * GB, start.plus(Duration.ofDays(15))));
    sweepAfter(Duration.ofDays(60));
    assertEquals(List.of(Money.parse("0.5")), charges());
    meter.count(organization, new StorageChange(10 * GB, start.plus(Duration.ofDays(60))));
    sweepAfter(Duration.ofDays(90));
    assertEquals(List.of(Money.parse("0.5"), Money.parse("0.25")), charges());
  }

  @Test
  void a_long_pause_of_the_sweeper_makes_one_charge() {
    credit("100");
    meter.count(organization, new StorageChange(GB, start));
    sweepAfter(Duration.ofDays(95));
    assertEquals(1, charges().size());
    assertEquals(
        start.plus(Duration.ofDays(120)), meter.bill(organization).orElseThrow().cycleEnd());
  }

  @Test
  void a_run_that_dies_anywhere_is_repeated_and_charges_once() {
    for (Moment moment : Moment.values()) {
      int call = 1;
      while (new MeterStorageTest().survives(call, moment)) {
        call++;
      }
      assertTrue(call > 4, "calls: " + call);
    }
  }

  /** Whether there was such a call. */
  private boolean survives(int call, Moment moment) {
    credit("10");
    stored(10 * GB, Duration.ofDays(30));
    time.set(start.plus(Duration.ofDays(30)));
    CrashPoints points = new CrashPoints();
    StorageMeter dyingMeter = points.wrap(StorageMeter.class, meter);
    Ledger dyingLedger = points.wrap(Ledger.class, ledger);
    MeterStorage dying =
        new MeterStorage(dyingMeter, new ChargeStorage(dyingMeter, dyingLedger, time), time);
    points.crash(call, moment);
    boolean crashed = false;
    try {
      dying.sweep();
    } catch (SimulatedCrash expected) {
      crashed = true;
    }
    storage.sweep();
    time.advance(DAY);
    storage.sweep();
    assertEquals(List.of(Money.parse("0.5")), charges(), moment + " call " + call);
    assertEquals(Money.ZERO, meter.bill(organization).orElseThrow().owed());
    return crashed;
  }
}
