package dev.modelroute.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.money.Balance;
import dev.modelroute.core.money.EntryType;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.webhook.WebhookEvent.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What holds of an account's money after every test: entries add up to the balance, the held part
 * is what open executions hold, each ended execution has its hold captured and released exactly.
 */
public final class Invariants {
  private Invariants() {}

  /**
   * Checks one account.
   *
   * @param executions all that were ever accepted on it, in any snapshot; read again here
   */
  public static void check(Stores stores, Account account, List<Execution> executions) {
    List<LedgerEntry> entries = new ArrayList<>();
    stores.ledger().scan(account, entries::add);
    Balance balance = stores.ledger().balance(account);

    assertEquals(fold(entries), balance, "the entries add up to the balance");
    assertEquals(
        sum(entries, EntryType.CAPTURE).plus(sum(entries, EntryType.STORAGE)),
        balance.spent(),
        "spent is what was captured and what storage cost");
    assertFalse(balance.available().isNegative(), "available below zero");
    assertFalse(balance.held().isNegative(), "held below zero");

    Money open = Money.ZERO;
    for (Execution snapshot : executions) {
      Execution now = stores.executions().find(snapshot.id()).orElseThrow();
      checkEntries(now, entries);
      assertEquals(
          now.isTerminal(),
          stores.outbox().find(now.id(), Slot.FINAL).isPresent(),
          "a final event exactly for what ended");
      open = now.isTerminal() ? open : open.plus(now.hold());
    }
    assertEquals(open, balance.held(), "held is what open executions hold");
  }

  private static void checkEntries(Execution execution, List<LedgerEntry> entries) {
    List<LedgerEntry> own =
        entries.stream().filter(entry -> entry.reference().equals(execution.id().value())).toList();
    Map<EntryType, Long> counts =
        own.stream().collect(Collectors.groupingBy(LedgerEntry::type, Collectors.counting()));
    assertTrue(counts.values().stream().allMatch(count -> count == 1), "each type at most once");
    assertEquals(execution.hold(), sum(own, EntryType.HOLD), "the hold has its entry");
    Money captured = sum(own, EntryType.CAPTURE);
    Money released = sum(own, EntryType.RELEASE);
    execution
        .resolution()
        .ifPresentOrElse(
            resolution -> {
              assertEquals(resolution.captured(), captured, "captured");
              assertEquals(resolution.released(), released, "released");
              assertEquals(execution.hold(), captured.plus(released), "captured + released");
            },
            () -> assertEquals(1, own.size(), "an open execution has its hold only"));
  }

  private static Balance fold(List<LedgerEntry> entries) {
    Balance balance = Balance.ZERO;
    for (LedgerEntry entry : entries) {
      balance = balance.plus(entry.delta());
    }
    return balance;
  }

  private static Money sum(List<LedgerEntry> entries, EntryType type) {
    return entries.stream()
        .filter(entry -> entry.type() == type)
        .map(LedgerEntry::amount)
        .reduce(Money.ZERO, Money::plus);
  }
}
