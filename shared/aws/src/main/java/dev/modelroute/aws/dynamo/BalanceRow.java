package dev.modelroute.aws.dynamo;

import dev.modelroute.core.identity.Account;
import dev.modelroute.core.money.Balance;
import dev.modelroute.core.money.Balance.Delta;
import dev.modelroute.core.money.EntryType;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.money.Money;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Keys and attributes of the ledger table.
 *
 * <ul>
 *   <li>{@code ACCT#<org>#<mode>} / {@code BAL#<nn>}: one shard of a balance: available, held,
 *       spent (nano-USD), months (set of {@code yyyy-mm} that have entries). {@code BAL#00} also
 *       says how many there are: shards (in use), shards_ever (rows that may hold money); absent =
 *       1.
 *   <li>{@code ACCT#<org>#<mode>} / {@code REF#<TYPE>#<reference>}: a credit, adjustment or storage
 *       charge was made: its amount (nano-USD), zero too.
 *   <li>{@code LED#<org>#<mode>#<yyyy-mm>} / {@link LedgerEntry#orderKey()}: an entry with its
 *       delta triple. Written once.
 *   <li>{@code LED#platform#<yyyy-mm>} / {@code <millis>#<execution>}: what an execution cost above
 *       its hold.
 *   <li>{@code ACCTS} / {@code <org>#<mode>}: an account that was credited.
 * </ul>
 */
final class BalanceRow {
  static final String AVAILABLE = "available";
  static final String HELD = "held";
  static final String SPENT = "spent";
  static final String MONTHS = "months";
  static final String SHARDS = "shards";
  static final String SHARDS_EVER = "shards_ever";
  static final String SHARD_PREFIX = "BAL#";
  static final String ACCOUNTS = "ACCTS";
  static final String TYPE = "type";
  static final String AMOUNT = "amount";
  static final String REFERENCE = "reference";
  static final String AT = "at";
  static final String REASON = "reason";

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("uuuu-MM", Locale.ROOT).withZone(ZoneOffset.UTC);

  private BalanceRow() {}

  static String partition(Account account) {
    return "ACCT#" + account;
  }

  static Row.Key shard(Account account, String shard) {
    return new Row.Key(partition(account), SHARD_PREFIX + shard);
  }

  static Row.Key reference(LedgerEntry entry) {
    return new Row.Key(partition(entry.account()), "REF#" + entry.type() + "#" + entry.reference());
  }

  /** Says what a reference moved, so that a repeat can answer. */
  static Row referenceRow(LedgerEntry entry) {
    return Row.of(reference(entry)).put(AT, entry.at()).put(AMOUNT, entry.amount());
  }

  static String entries(Account account, String month) {
    return "LED#" + account + "#" + month;
  }

  static Row.Key loss(String reference, Instant at) {
    return new Row.Key(losses(month(at)), "%015d#%s".formatted(at.toEpochMilli(), reference));
  }

  static String losses(String month) {
    return "LED#platform#" + month;
  }

  static String month(Instant at) {
    return MONTH.format(at);
  }

  /** Rows in use, read from the first shard. */
  static int shards(Row first) {
    return first.has(SHARDS) ? (int) first.number(SHARDS) : 1;
  }

  /** Rows that may hold money, read from the first shard. */
  static int shardsEver(Row first) {
    return first.has(SHARDS_EVER) ? (int) first.number(SHARDS_EVER) : 1;
  }

  /** Months that have entries; none for a shard that only got its share of what there was. */
  static List<String> months(Row shard) {
    return shard.has(MONTHS) ? shard.value(MONTHS).ss() : List.of();
  }

  static Balance balance(Row shard) {
    return new Balance(
        shard.moneyOrZero(AVAILABLE), shard.moneyOrZero(HELD), shard.moneyOrZero(SPENT));
  }

  static Row row(LedgerEntry entry) {
    var delta = entry.delta();
    return Row.of(new Row.Key(entries(entry.account(), month(entry.at())), entry.orderKey()))
        .put(TYPE, entry.type().name())
        .put(AMOUNT, entry.amount())
        .put(REFERENCE, entry.reference())
        .put(AT, entry.at())
        .put(AVAILABLE, delta.available())
        .put(HELD, delta.held())
        .put(SPENT, delta.spent())
        .put(REASON, entry.reason());
  }

  static LedgerEntry entry(Account account, Row row) {
    return new LedgerEntry(
        account,
        EntryType.valueOf(row.text(TYPE)),
        Money.ofNanos(row.number(AMOUNT)),
        row.text(REFERENCE),
        row.instant(AT),
        new Delta(row.money(AVAILABLE), row.money(HELD), row.money(SPENT)),
        row.optionalText(REASON).orElse(null));
  }
}
