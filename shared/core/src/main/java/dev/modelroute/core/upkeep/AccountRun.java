package dev.modelroute.core.upkeep;

import dev.modelroute.core.identity.Account;
import dev.modelroute.core.money.Balance;
import dev.modelroute.core.money.EntriesDigest;
import dev.modelroute.core.money.Ledger;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.money.Snapshot;
import dev.modelroute.core.upkeep.Finding.Code;
import dev.modelroute.core.upkeep.ProveLedger.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One part of one account's proof: snapshots with their entries, then the entries after them. */
final class AccountRun {
  private static final int CHAIN_PAGE = 100;

  /**
   * Entries older than this are all there and stand where they stay: a transaction is given up
   * after 8 tries of 4 seconds. Younger ones are proved in one go, whatever the scope says.
   */
  private static final Duration UNSETTLED = Duration.ofSeconds(45);

  /** Comparisons with an account that moves; a real difference stays. */
  private static final int MOST_COMPARISONS = 10;

  private static final int ENOUGH_COMPARISONS = 3;

  private final Account account;
  private final Scope scope;
  private final HoldProof.Sources sources;
  private final Ledger ledger;
  private final HoldProof holds;
  private final EntryProof entries;
  private final List<Finding> findings = new ArrayList<>();
  private final long firstSnapshot;
  private String position;
  private long snapshots;
  private String digest;
  private boolean inTail;
  private boolean compared;

  AccountRun(Checkpoint start, Scope scope, HoldProof.Sources sources) {
    this.account = start.account();
    this.scope = scope;
    this.sources = sources;
    this.ledger = sources.ledger();
    this.holds = new HoldProof(sources, scope.since(), this::found);
    this.entries = new EntryProof(start.sums(), holds, this::found);
    this.firstSnapshot = start.snapshots();
    this.position = start.from();
    this.snapshots = start.snapshots();
    this.digest = start.digest();
    this.inTail = start.isTail();
  }

  AccountProof run() {
    boolean atEnd = sealed() && tail();
    if (atEnd) {
      entries.finish();
    }
    holds.finish();
    Balance stored = ledger.balance(account);
    if (EntryProof.isBelowZero(stored)) {
      found(new Finding(Code.BELOW_ZERO, "the stored balance"));
    }
    return new AccountProof(
        account,
        entries.count(),
        snapshots - firstSnapshot,
        entries.folded(),
        stored,
        compared,
        findings,
        atEnd
            ? null
            : new Checkpoint(account, position, entries.sums(), snapshots, digest, inTail));
  }

  /** False when the part is over before the last snapshot. */
  private boolean sealed() {
    while (!inTail) {
      List<Snapshot> chain = ledger.snapshots().after(account, snapshots, CHAIN_PAGE);
      inTail = chain.isEmpty();
      for (Snapshot snapshot : chain) {
        if (isSpent()) {
          return false;
        }
        prove(snapshot);
      }
    }
    return true;
  }

  private void prove(Snapshot snapshot) {
    String name = "snapshot " + snapshot.number();
    if (!snapshot.isIntact()) {
      found(new Finding(Code.SNAPSHOT_CHANGED, name));
    }
    boolean follows =
        snapshot.number() == snapshots + 1
            && snapshot.previous().equals(digest)
            && snapshot.from().equals(position);
    if (!follows) {
      found(new Finding(Code.CHAIN_BROKEN, name));
    }
    EntriesDigest sealed = new EntriesDigest();
    ledger.read(
        account,
        position,
        entry -> {
          String key = entry.orderKey();
          if (key.compareTo(snapshot.until()) >= 0) {
            return false;
          }
          if (key.compareTo(snapshot.from()) >= 0) {
            sealed.add(entry);
          }
          add(entry);
          return true;
        });
    boolean same =
        sealed.count() == snapshot.entries() && sealed.value().equals(snapshot.entriesDigest());
    if (!same) {
      found(new Finding(Code.ENTRIES_CHANGED, name));
    }
    if (!entries.folded().equals(snapshot.balance())) {
      found(new Finding(Code.SNAPSHOT_BALANCE, name));
    }
    snapshots = snapshot.number();
    digest = snapshot.digest();
    position = snapshot.until();
  }

  /** False when the part is over before the last entry. */
  private boolean tail() {
    String settled = LedgerEntry.orderKey(sources.time().instant().minus(UNSETTLED));
    String window = settled.compareTo(position) > 0 ? settled : position;
    Set<String> recent = new HashSet<>();
    boolean[] over = {false};
    ledger.read(
        account,
        position,
        entry -> {
          String key = entry.orderKey();
          if (key.compareTo(window) >= 0) {
            recent.add(key);
          } else if (isSpent()) {
            over[0] = true;
            position = key;
            return false;
          }
          add(entry);
          return true;
        });
    if (over[0]) {
      return false;
    }
    compare(window, recent);
    return true;
  }

  /**
   * An account may move meanwhile. What came in since is added; only when the balance is the same
   * before and after that are the two compared.
   */
  private void compare(String window, Set<String> recent) {
    int differing = 0;
    for (int tries = 0; tries < MOST_COMPARISONS && differing < ENOUGH_COMPARISONS; tries++) {
      Balance before = ledger.balance(account);
      ledger.read(
          account,
          window,
          entry -> {
            if (recent.add(entry.orderKey())) {
              add(entry);
            }
            return true;
          });
      boolean rested = before.equals(ledger.balance(account));
      compared |= rested;
      if (rested && entries.folded().equals(before)) {
        return;
      }
      differing += rested ? 1 : 0;
    }
    if (differing >= ENOUGH_COMPARISONS) {
      found(new Finding(Code.BALANCE_DIFFERS, "the sum of the entries: " + text()));
    }
  }

  private String text() {
    Balance folded = entries.folded();
    return folded.available().toUsd() + " " + folded.held().toUsd() + " " + folded.spent().toUsd();
  }

  private void add(LedgerEntry entry) {
    entries.add(entry);
    if (entries.count() % ProveLedger.PROGRESS_ENTRIES == 0) {
      scope.progress().accept(account, entries.count());
    }
  }

  private boolean isSpent() {
    return entries.count() >= scope.entries() || holds.lookups() >= scope.lookups();
  }

  private void found(Finding finding) {
    if (findings.size() < AccountProof.MOST_FINDINGS) {
      findings.add(finding);
    }
  }
}
