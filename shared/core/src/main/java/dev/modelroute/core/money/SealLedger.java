package dev.modelroute.core.money;

import dev.modelroute.core.identity.Account;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Seals what is older than an hour, up to the full hour. That is far beyond what clocks differ by
 * and what a call may take, so no entry still comes in behind a seal.
 */
public final class SealLedger {
  /** Entries rest this long before they are sealed. */
  public static final Duration REST = Duration.ofHours(1);

  /** Most entries of one snapshot, and so about the most that a page is folded over. */
  public static final int MOST_ENTRIES = 10_000;

  private final Ledger ledger;
  private final InstantSource time;

  public SealLedger(Ledger ledger, InstantSource time) {
    this.ledger = ledger;
    this.time = time;
  }

  /**
   * What was sealed.
   *
   * @param more whether there is more to seal at once
   */
  public record Sealed(int snapshots, long entries, boolean more) {}

  /**
   * Seals an account's entries as far as a limit goes. Nothing is written where nothing happened.
   */
  public Sealed seal(Account account, int mostSnapshots) {
    String horizon = LedgerEntry.orderKey(time.instant().minus(REST).truncatedTo(ChronoUnit.HOURS));
    int snapshots = 0;
    long entries = 0;
    @Nullable Snapshot last = ledger.snapshots().newest(account).orElse(null);
    while (snapshots < mostSnapshots) {
      Optional<Snapshot> next = next(account, last, horizon);
      if (next.isEmpty() || !ledger.snapshots().seal(next.get())) {
        // Done, or somebody else is at it.
        return new Sealed(snapshots, entries, false);
      }
      last = next.get();
      snapshots++;
      entries += last.entries();
    }
    return new Sealed(snapshots, entries, last != null && last.until().compareTo(horizon) < 0);
  }

  private Optional<Snapshot> next(Account account, @Nullable Snapshot last, String horizon) {
    String from = last == null ? "" : last.until();
    if (from.compareTo(horizon) >= 0) {
      return Optional.empty();
    }
    Run run = new Run(horizon, last == null ? Balance.ZERO : last.balance());
    ledger.read(account, from, run::add);
    if (run.digest.count() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        Snapshot.after(
            last,
            account,
            new Snapshot.Seal(
                from, run.until, run.digest.count(), run.balance, run.digest.value())));
  }

  private static final class Run {
    private final EntriesDigest digest = new EntriesDigest();
    private String until;
    private Balance balance;

    Run(String horizon, Balance balance) {
      this.until = horizon;
      this.balance = balance;
    }

    /** False at the end of the run. */
    boolean add(LedgerEntry entry) {
      String key = entry.orderKey();
      if (key.compareTo(until) >= 0) {
        return false;
      }
      if (digest.count() == MOST_ENTRIES) {
        until = key;
        return false;
      }
      digest.add(entry);
      balance = balance.plus(entry.delta());
      return true;
    }
  }
}
