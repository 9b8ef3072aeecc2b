package dev.modelroute.testkit.memory;

import dev.modelroute.core.identity.Account;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.money.Adjusted;
import dev.modelroute.core.money.Balance;
import dev.modelroute.core.money.EntryType;
import dev.modelroute.core.money.Ledger;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.money.LedgerProofs;
import dev.modelroute.core.money.LedgerSnapshots;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.money.PlatformLoss;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Balances and entries in memory; see {@link MemoryPlatform}. */
public final class MemoryLedger implements Ledger {
  private static final int CHUNK = 1_000;

  /** Behind a key and before every other one. */
  private static final String FOLLOWING = "\0";

  private final MemoryRows rows;
  private final MemorySnapshots snapshots = new MemorySnapshots();
  private final MemoryProofs proofs = new MemoryProofs();

  MemoryLedger(MemoryRows rows) {
    this.rows = rows;
  }

  @Override
  public Balance balance(Account account) {
    synchronized (rows) {
      return rows.balances.getOrDefault(account, Balance.ZERO);
    }
  }

  @Override
  public int shards(Account account) {
    synchronized (rows) {
      return rows.shards.getOrDefault(account, 1);
    }
  }

  /** One lock holds all rows together: the number is kept, there is nothing to move. */
  @Override
  public void spread(Account account, int count) {
    if (count < 1 || count > MAX_SHARDS) {
      throw new IllegalArgumentException("a balance has 1 to " + MAX_SHARDS + " shards");
    }
    synchronized (rows) {
      rows.shards.put(account, count);
    }
  }

  @Override
  public boolean credit(LedgerEntry credit) {
    if (credit.type() != EntryType.CREDIT || !credit.amount().isPositive()) {
      throw new IllegalArgumentException("no positive credit");
    }
    synchronized (rows) {
      if (rows.references.putIfAbsent(name(credit), credit.amount()) != null) {
        return false;
      }
      rows.post(credit);
      return true;
    }
  }

  @Override
  public Money storage(Account account, Money due, String id, Instant at) {
    if (due.isNegative()) {
      throw new IllegalArgumentException("nothing negative is ever due");
    }
    synchronized (rows) {
      Money taken = due.min(rows.available(account));
      LedgerEntry charge = new LedgerEntry(account, EntryType.STORAGE, taken, id, at);
      Money earlier = rows.references.putIfAbsent(name(charge), taken);
      if (earlier != null) {
        return earlier;
      }
      rows.postIfPositive(charge);
      return taken;
    }
  }

  @Override
  public Adjusted adjustment(LedgerEntry adjustment) {
    if (adjustment.type() != EntryType.ADJUSTMENT || adjustment.amount().isZero()) {
      throw new IllegalArgumentException("no adjustment");
    }
    synchronized (rows) {
      Money earlier = rows.references.get(name(adjustment));
      if (earlier != null) {
        return new Adjusted.Repeated(earlier);
      }
      if (rows.available(adjustment.account()).plus(adjustment.amount()).isNegative()) {
        return new Adjusted.TooLittle();
      }
      rows.references.put(name(adjustment), adjustment.amount());
      rows.post(adjustment);
      return new Adjusted.Done();
    }
  }

  private static String name(LedgerEntry entry) {
    return entry.account() + "#" + entry.type() + "#" + entry.reference();
  }

  @Override
  public void read(Account account, String from, Predicate<LedgerEntry> each) {
    String next = from;
    List<LedgerEntry> chunk;
    do {
      chunk = chunk(account, next);
      for (LedgerEntry entry : chunk) {
        if (!each.test(entry)) {
          return;
        }
      }
      next = chunk.isEmpty() ? "" : chunk.getLast().orderKey() + FOLLOWING;
    } while (!chunk.isEmpty());
  }

  /** As a store's own pages: nobody holds all rows at once. */
  private List<LedgerEntry> chunk(Account account, String from) {
    synchronized (rows) {
      return rows.entriesOf(account).tailMap(from, true).values().stream().limit(CHUNK).toList();
    }
  }

  @Override
  public List<LedgerEntry> newest(Account account, @Nullable String before, int limit) {
    synchronized (rows) {
      NavigableMap<String, LedgerEntry> all = rows.entriesOf(account);
      NavigableMap<String, LedgerEntry> earlier = before == null ? all : all.headMap(before, false);
      return earlier.descendingMap().values().stream().limit(limit).toList();
    }
  }

  @Override
  public Optional<LedgerEntry> find(LedgerEntry like) {
    synchronized (rows) {
      return Optional.ofNullable(rows.entriesOf(like.account()).get(like.orderKey()));
    }
  }

  @Override
  public List<Account> accountsAfter(@Nullable Account after, int limit) {
    synchronized (rows) {
      return rows.balances.keySet().stream()
          .filter(account -> after == null || account.toString().compareTo(after.toString()) > 0)
          .sorted(Comparator.comparing(Account::toString))
          .limit(limit)
          .toList();
    }
  }

  @Override
  public LedgerSnapshots snapshots() {
    return snapshots;
  }

  @Override
  public LedgerProofs proofs() {
    return proofs;
  }

  @Override
  public void losses(YearMonth month, Consumer<PlatformLoss> each) {
    List<PlatformLoss> losses;
    synchronized (rows) {
      losses =
          rows.losses.stream()
              .filter(loss -> YearMonth.from(loss.at().atOffset(ZoneOffset.UTC)).equals(month))
              .sorted(Comparator.comparing(PlatformLoss::at).thenComparing(PlatformLoss::reference))
              .toList();
    }
    losses.forEach(each);
  }

  private static final class MemoryProofs implements LedgerProofs {
    private final Map<String, JsonObject> kept = new ConcurrentHashMap<>();

    @Override
    public Optional<JsonObject> find(String name) {
      return Optional.ofNullable(kept.get(name));
    }

    @Override
    public void keep(String name, JsonObject proof) {
      kept.put(name, proof);
    }
  }
}
