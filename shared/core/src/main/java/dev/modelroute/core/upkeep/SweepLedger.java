package dev.modelroute.core.upkeep;

import dev.modelroute.core.identity.Account;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.metric.Metric;
import dev.modelroute.core.metric.Metrics;
import dev.modelroute.core.money.Ledger;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.money.SealLedger;
import dev.modelroute.core.money.SealLedger.Sealed;
import dev.modelroute.core.upkeep.ProveLedger.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Seals and proves the books bit by bit: each call does a bounded share and keeps where it stands.
 * Two rounds run side by side. The hourly one seals every account and proves those that moved, from
 * the last snapshot before that; the daily one proves all, from their first entry on. Two calls at
 * once do the same work twice and harm nothing.
 */
public final class SweepLedger {
  /** Findings of one call; zero says that it looked. */
  public static final Metric DRIFT = Metric.count("LedgerDrift");

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  /** So that what a call missed by a moment is in the next round. */
  private static final Duration OVERLAP = Duration.ofMinutes(10);

  /** Of one call and round. Each of the limits alone keeps a call at seconds. */
  private static final int ACCOUNTS = 200;

  private static final long ENTRIES = 50_000;
  private static final long LOOKUPS = 1_000;
  private static final int SNAPSHOTS = 30;

  private final Ledger ledger;
  private final SealLedger seal;
  private final ProveLedger proof;
  private final Metrics metrics;
  private final InstantSource time;

  public SweepLedger(
      Ledger ledger, SealLedger seal, ProveLedger proof, Metrics metrics, InstantSource time) {
    this.ledger = ledger;
    this.seal = seal;
    this.proof = proof;
    this.metrics = metrics;
    this.time = time;
  }

  private enum Round {
    HOURLY(HOUR),
    DAILY(DAY);

    private final Duration period;

    Round(Duration period) {
      this.period = period;
    }

    /** The name its state is kept under. */
    String text() {
      return "round#" + name().toLowerCase(Locale.ROOT);
    }
  }

  /** What one call did. */
  public static final class Swept {
    private int accounts;
    private long sealed;
    private long entries;
    private int findings;

    /** Accounts proven to their end. */
    public int accounts() {
      return accounts;
    }

    /** Entries that are sealed now. */
    public long sealed() {
      return sealed;
    }

    /** Entries that were added up. */
    public long entries() {
      return entries;
    }

    public int findings() {
      return findings;
    }
  }

  public Swept sweep(Listener listener) {
    Swept swept = new Swept();
    for (Round round : Round.values()) {
      step(round, swept, listener);
    }
    metrics.emit(DRIFT, swept.findings);
    return swept;
  }

  /** Hears of what must not get lost with a table. */
  public interface Listener {
    /**
     * An account was sealed up to a digest: kept elsewhere, it shows a chain that was rewritten.
     */
    void sealed(Account account, long number, String digest);

    /** Somebody has to look. */
    void found(Account account, List<Finding> findings);

    /** A long proof goes on. */
    void progress(Account account, long entries);
  }

  private void step(Round kind, Swept swept, Listener listener) {
    Instant now = time.instant();
    ProofRound round =
        ledger
            .proofs()
            .find(kind.text())
            .map(ProofRound::read)
            .orElseGet(() -> ProofRound.begin(now, now.minus(kind.period)));
    if (round.isDone(now, kind.period)) {
      round = ProofRound.begin(now, round.startedAt());
    }
    if (round.isOver()) {
      return;
    }
    long most = swept.entries + swept.sealed + ENTRIES;
    for (int i = 0; i < ACCOUNTS && swept.entries + swept.sealed < most && !round.isOver(); i++) {
      round = one(kind, round, swept, listener);
    }
    ledger.proofs().keep(kind.text(), round.json());
  }

  private ProofRound one(Round kind, ProofRound round, Swept swept, Listener listener) {
    @Nullable Account last = round.lastDone().map(Account::parse).orElse(null);
    List<Account> next = ledger.accountsAfter(last, 1);
    if (next.isEmpty()) {
      return round.ended(time.instant());
    }
    Account account = next.getFirst();
    Instant since = round.before().minus(OVERLAP);
    Checkpoint from = round.checkpoint();
    if (from == null) {
      if (kind == Round.HOURLY) {
        if (seal(account, swept, listener).more()) {
          // The rest of it first, in the next call.
          return round;
        }
        if (hasRestedSince(account, since)) {
          return round.past(account.toString());
        }
      }
      from = kind == Round.HOURLY ? before(account, since) : Checkpoint.start(account);
    }
    AccountProof proven = prove(from, since, swept, listener);
    keep(kind, proven);
    return round.past(account.toString(), proven);
  }

  private Sealed seal(Account account, Swept swept, Listener listener) {
    Sealed sealed = seal.seal(account, SNAPSHOTS);
    swept.sealed += sealed.entries();
    if (sealed.snapshots() > 0) {
      ledger
          .snapshots()
          .newest(account)
          .ifPresent(newest -> listener.sealed(account, newest.number(), newest.digest()));
    }
    return sealed;
  }

  private boolean hasRestedSince(Account account, Instant since) {
    return ledger.newest(account, null, 1).stream().noneMatch(entry -> entry.at().isAfter(since));
  }

  private Checkpoint before(Account account, Instant since) {
    return ledger
        .snapshots()
        .before(account, LedgerEntry.orderKey(since))
        .map(Checkpoint::behind)
        .orElse(Checkpoint.start(account));
  }

  private AccountProof prove(Checkpoint from, Instant since, Swept swept, Listener listener) {
    AccountProof proven =
        proof.prove(from, new Scope(1, ENTRIES, LOOKUPS, since, listener::progress));
    swept.accounts += proven.next() == null ? 1 : 0;
    swept.entries += proven.entries();
    swept.findings += proven.findings().size();
    if (!proven.isOk()) {
      listener.found(proven.account(), proven.findings());
    }
    return proven;
  }

  /** The last result of each account; one part with findings stays until a later part is kept. */
  private void keep(Round kind, AccountProof proven) {
    if (proven.next() == null || !proven.isOk()) {
      JsonObject result = ProofJson.of(proven).with("at", Json.of(time.instant().toString()));
      ledger.proofs().keep(kind.text() + "#" + proven.account(), result);
    }
  }
}
