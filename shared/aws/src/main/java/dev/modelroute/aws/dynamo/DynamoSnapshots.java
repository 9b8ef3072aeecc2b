package dev.modelroute.aws.dynamo;

import dev.modelroute.core.identity.Account;
import dev.modelroute.core.money.Balance;
import dev.modelroute.core.money.LedgerSnapshots;
import dev.modelroute.core.money.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chains of snapshots on DynamoDB: {@code SNAP#<org>#<mode>} / number in 10 digits. The number is
 * the key, so that of two sweepers with different clocks still only one writes the next.
 */
final class DynamoSnapshots implements LedgerSnapshots {
  private static final String PARTITION = "SNAP#";
  private static final String FROM = "from_key";
  private static final String UNTIL = "until_key";
  private static final String ENTRIES = "entries";
  private static final String AVAILABLE = "available";
  private static final String HELD = "held";
  private static final String SPENT = "spent";
  private static final String ENTRIES_DIGEST = "entries_digest";
  private static final String PREVIOUS = "previous";
  private static final String DIGEST = "digest";

  private final DynamoTable ledger;

  DynamoSnapshots(DynamoTable ledger) {
    this.ledger = ledger;
  }

  @Override
  public Optional<Snapshot> newest(Account account) {
    List<Snapshot> found = new ArrayList<>();
    ledger.range(
        TableRange.descending(PARTITION + account, 1),
        row -> {
          found.add(snapshot(account, row));
          return false;
        });
    return found.stream().findFirst();
  }

  /** Numbers run without a gap and their ends ascend: halving finds one among a year's in 14. */
  @Override
  public Optional<Snapshot> before(Account account, String orderKey) {
    Optional<Snapshot> best = newest(account);
    if (best.isEmpty() || ends(best.get(), orderKey)) {
      return best;
    }
    long low = 0;
    long high = best.get().number();
    best = Optional.empty();
    while (high - low > 1) {
      long middle = (low + high) >>> 1;
      Optional<Snapshot> candidate =
          ledger.get(key(account, middle)).map(row -> snapshot(account, row));
      if (candidate.isPresent() && ends(candidate.get(), orderKey)) {
        best = candidate;
        low = middle;
      } else {
        high = middle;
      }
    }
    return best;
  }

  private static boolean ends(Snapshot snapshot, String orderKey) {
    return snapshot.until().compareTo(orderKey) <= 0;
  }

  @Override
  public List<Snapshot> after(Account account, long number, int limit) {
    List<Snapshot> found = new ArrayList<>();
    ledger.range(
        TableRange.ascending(PARTITION + account).from(key(account, number + 1).sort()),
        row -> {
          found.add(snapshot(account, row));
          return found.size() < limit;
        });
    return found;
  }

  @Override
  public boolean seal(Snapshot snapshot) {
    return ledger.putIfAbsent(
        Row.of(key(snapshot.account(), snapshot.number()))
            .put(FROM, snapshot.from())
            .put(UNTIL, snapshot.until())
            .put(ENTRIES, snapshot.entries())
            .put(AVAILABLE, snapshot.balance().available())
            .put(HELD, snapshot.balance().held())
            .put(SPENT, snapshot.balance().spent())
            .put(ENTRIES_DIGEST, snapshot.entriesDigest())
            .put(PREVIOUS, snapshot.previous())
            .put(DIGEST, snapshot.digest()));
  }

  private static Row.Key key(Account account, long number) {
    return new Row.Key(PARTITION + account, "%010d".formatted(number));
  }

  private static Snapshot snapshot(Account account, Row row) {
    return new Snapshot(
        account,
        Long.parseLong(row.text(Row.SORT)),
        row.text(FROM),
        row.text(UNTIL),
        row.number(ENTRIES),
        new Balance(row.money(AVAILABLE), row.money(HELD), row.money(SPENT)),
        row.text(ENTRIES_DIGEST),
        row.text(PREVIOUS),
        row.text(DIGEST));
  }
}
