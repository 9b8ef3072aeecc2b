package dev.modelroute.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.AccountMode;
import dev.modelroute.core.money.Adjusted;
import dev.modelroute.core.money.Balance;
import dev.modelroute.core.money.EntryType;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.money.LedgerLine;
import dev.modelroute.core.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@code Ledger} promises. */
public abstract class LedgerContract extends StoreContract {

  @Test
  void an_account_never_credited_has_nothing() {
    Account account = make.account();
    assertEquals(Balance.ZERO, stores.ledger().balance(account));
    assertEquals(List.of(), stores.ledger().lines(account, PageRequest.first(10)).items());
    assertEquals(List.of(), entries(account));
  }

  @Test
  void a_credit_counts_once_per_reference_even_later_and_at_once() {
    Account account = make.account();
    LedgerEntry credit = make.credit(account, Money.parse("2.5"));
    List<Boolean> paid = Parallel.call(8, i -> stores.ledger().credit(credit));
    assertEquals(1, paid.stream().filter(yes -> yes).count());
    time.advance(Duration.ofDays(40));
    LedgerEntry later =
        new LedgerEntry(
            account, EntryType.CREDIT, Money.parse("9"), credit.reference(), time.instant());
    assertFalse(stores.ledger().credit(later));
    assertEquals(List.of(credit), entries(account));
    assertEquals(available("2.5"), stores.ledger().balance(account));
  }

  @Test
  void the_same_reference_is_another_one_for_another_type_and_account() {
    Account account = make.account();
    Account test = new Account(account.organization(), AccountMode.TEST);
    assertTrue(stores.ledger().credit(entry(account, EntryType.CREDIT, "1")));
    assertEquals(new Adjusted.Done(), adjust(account, "0.5"));
    assertEquals(usd("0.25"), stores.ledger().storage(account, usd("0.25"), "ref-1", now()));
    assertTrue(stores.ledger().credit(entry(test, EntryType.CREDIT, "3")));
    assertEquals(balance("1.25", "0.25"), stores.ledger().balance(account));
    assertEquals(available("3"), stores.ledger().balance(test));
  }

  @Test
  void an_adjustment_takes_away_what_is_available_and_no_more() {
    Account account = funded("1");
    assertEquals(new Adjusted.TooLittle(), adjust(account, "-1.000000001"));
    assertEquals(available("1"), stores.ledger().balance(account));
    assertEquals(new Adjusted.Done(), adjust(account, "-1"));
    assertEquals(Balance.ZERO, stores.ledger().balance(account));
    LedgerEntry read = entries(account).getLast();
    assertEquals(usd("-1"), read.amount());
    assertEquals("a bill was wrong", read.reason());
  }

  @Test
  void an_adjustment_counts_once_per_id_even_when_there_is_nothing_left_and_at_once() {
    Account account = funded("1");
    List<Adjusted> all = Parallel.call(8, i -> adjust(account, "-0.7"));
    assertEquals(1, all.stream().filter(new Adjusted.Done()::equals).count());
    assertEquals(7, all.stream().filter(new Adjusted.Repeated(usd("-0.7"))::equals).count());
    assertEquals(new Adjusted.Repeated(usd("-0.7")), adjust(account, "5"));
    assertEquals(available("0.3"), stores.ledger().balance(account));
    assertEquals(2, entries(account).size());
  }

  @Test
  void an_adjustment_may_open_an_account() {
    Account account = make.account();
    assertEquals(new Adjusted.TooLittle(), adjust(account, "-0.000000001"));
    assertEquals(new Adjusted.Done(), adjust(account, "0.2"));
    assertEquals(new Adjusted.Repeated(usd("0.2")), adjust(account, "0.2"));
    assertEquals(available("0.2"), stores.ledger().balance(account));
    List<Account> known = new ArrayList<>();
    stores.ledger().accounts(known::add);
    assertEquals(List.of(account), known);
  }

  @Test
  void storage_takes_what_is_due_or_what_is_there_once_per_id() {
    Account account = funded("0.1");
    assertEquals(usd("0.04"), stores.ledger().storage(account, usd("0.04"), "day-1", now()));
    assertEquals(usd("0.04"), stores.ledger().storage(account, usd("9"), "day-1", now()));
    assertEquals(usd("0.06"), stores.ledger().storage(account, usd("0.07"), "day-2", now()));
    assertEquals(balance("0", "0.1"), stores.ledger().balance(account));

    assertEquals(Money.ZERO, stores.ledger().storage(account, usd("0.01"), "day-3", now()));
    stores.ledger().credit(make.credit(account, usd("1")));
    assertEquals(Money.ZERO, stores.ledger().storage(account, usd("0.01"), "day-3", now()));
    assertEquals(Money.ZERO, stores.ledger().storage(account, Money.ZERO, "day-4", now()));
    assertEquals(balance("1", "0.1"), stores.ledger().balance(account));
    assertEquals(4, entries(account).size(), "nothing taken leaves no entry");
  }

  @Test
  void storage_charged_at_once_takes_no_more_than_there_is() {
    Account account = funded("0.1");
    List<Money> taken =
        Parallel.call(8, i -> stores.ledger().storage(account, usd("0.03"), "part-" + i, now()));
    assertEquals(usd("0.1"), taken.stream().reduce(Money.ZERO, Money::plus));
    assertEquals(balance("0", "0.1"), stores.ledger().balance(account));
    List<Money> same =
        Parallel.call(4, i -> stores.ledger().storage(account, usd("0.03"), "part-0", now()));
    assertEquals(List.of(taken.getFirst()), same.stream().distinct().toList());
  }

  @Test
  void what_is_held_is_not_there_for_storage() {
    Account account = funded("0.05");
    accepted(make.pending(account).build());
    assertEquals(usd("0.002"), stores.ledger().storage(account, usd("1"), "day-1", now()));
  }

  @Test
  void each_way_in_takes_its_own_type_and_sign_only() {
    Account account = funded("1");
    for (EntryType type : EntryType.values()) {
      if (type != EntryType.CREDIT) {
        assertThrows(
            IllegalArgumentException.class,
            () -> stores.ledger().credit(entry(account, type, "0.1")),
            type.name());
      }
      if (type != EntryType.ADJUSTMENT) {
        assertThrows(
            IllegalArgumentException.class,
            () -> stores.ledger().adjustment(entry(account, type, "0.1")),
            type.name());
      }
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> stores.ledger().credit(entry(account, EntryType.CREDIT, "-0.1")));
    assertThrows(IllegalArgumentException.class, () -> adjust(account, "0"));
    assertThrows(
        IllegalArgumentException.class,
        () -> stores.ledger().storage(account, usd("-0.1"), "day-1", now()));
    assertEquals(available("1"), stores.ledger().balance(account));
  }

  @Test
  void lines_show_the_newest_first_with_the_balance_after_each_over_months() {
    Account account = make.account();
    time.set(Instant.parse("2026-01-31T23:59:59.999Z"));
    assertTrue(stores.ledger().credit(entry(account, EntryType.CREDIT, "0.100")));
    time.advance(Duration.ofMillis(1));
    Execution execution = started(accepted(make.pending(account).build()));
    time.advance(Duration.ofDays(61));
    ended(execution, make.completed(Money.parse("0.030")));

    List<String> read = new ArrayList<>();
    @Nullable String position = null;
    do {
      Page<LedgerLine> page = stores.ledger().lines(account, new PageRequest(3, position));
      page.items().forEach(line -> read.add(text(line)));
      position = page.next();
    } while (position != null);
    assertEquals(
        List.of(
            "RELEASE 0.018: 0.070 0.000 0.030",
            "CAPTURE 0.030: 0.052 0.018 0.030",
            "HOLD 0.048: 0.052 0.048 0.000",
            "CREDIT 0.100: 0.100 0.000 0.000"),
        read);
  }

  @Test
  void entries_of_one_millisecond_are_read_in_an_order_that_never_goes_below_zero() {
    Account account = funded("0.048");
    Execution execution = started(accepted(make.pending(account).build()));
    ended(execution, make.completed(Money.parse("0.040")));
    List<LedgerLine> lines = stores.ledger().lines(account, PageRequest.first(10)).items();
    assertEquals(4, lines.size());
    for (LedgerLine line : lines) {
      assertFalse(line.after().available().isNegative(), text(line));
      assertFalse(line.after().held().isNegative(), text(line));
    }
  }

  @Test
  void entries_survive_the_trip_and_come_oldest_first() {
    Account account = make.account();
    List<LedgerEntry> written = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      LedgerEntry credit = make.credit(account, Money.ofNanos(i));
      stores.ledger().credit(credit);
      written.add(credit);
      time.advance(Duration.ofDays(20));
    }
    assertEquals(written, entries(account));
  }

  @Test
  void every_credited_account_is_known() {
    Set<String> credited = new TreeSet<>();
    for (int i = 0; i < 5; i++) {
      Account live = funded("1");
      Account test = new Account(live.organization(), AccountMode.TEST);
      stores.ledger().credit(make.credit(test, Money.parse("1")));
      stores.ledger().credit(make.credit(live, Money.parse("1")));
      credited.add(live.toString());
      credited.add(test.toString());
    }
    List<String> known = new ArrayList<>();
    stores.ledger().accounts(account -> known.add(account.toString()));
    assertEquals(10, known.size());
    assertEquals(credited, new TreeSet<>(known));
  }

  private LedgerEntry entry(Account account, EntryType type, String usd) {
    return new LedgerEntry(account, type, Money.parse(usd), "ref-1", time.instant());
  }

  private List<LedgerEntry> entries(Account account) {
    List<LedgerEntry> entries = new ArrayList<>();
    stores.ledger().scan(account, entries::add);
    return entries;
  }

  private Adjusted adjust(Account account, String usd) {
    return stores
        .ledger()
        .adjustment(LedgerEntry.adjustment(account, usd(usd), "ref-1", now(), "a bill was wrong"));
  }

  private Instant now() {
    return time.instant();
  }

  private static Money usd(String text) {
    return Money.parse(text);
  }

  private static Balance balance(String available, String spent) {
    return new Balance(usd(available), Money.ZERO, usd(spent));
  }

  private static Balance available(String usd) {
    return new Balance(Money.parse(usd), Money.ZERO, Money.ZERO);
  }

  private static String text(LedgerLine line) {
    return "%s %s: %s %s %s"
        .formatted(
            line.entry().type(),
            line.entry().amount().toUsd(),
            line.after().available().toUsd(),
            line.after().held().toUsd(),
            line.after().spent().toUsd());
  }
}
