package dev.modelroute.aws.dynamo;

import dev.modelroute.aws.dynamo.Transactions.Outcome;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.identity.Account;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Balances and entries on DynamoDB; its rows are read by {@link BalanceReads} and {@link
 * BalanceReadsEntries}.
 */
public final class DynamoLedger implements Ledger {
  /** Changes that are planned anew after others overtook them. */
  private static final int MOST_PLANS = 20;

  private final Transactions transactions;
  private final RandomGenerator random;
  private final BalanceReads reads;
  private final BalanceWrites writes;
  private final BalanceWritesDirect direct;
  private final BalanceReadsEntries entries;
  private final DynamoSnapshots snapshots;
  private final DynamoLedgerProofs proofs;

  DynamoLedger(DynamoTable ledger, Transactions transactions, RandomGenerator random) {
    this.transactions = transactions;
    this.random = random;
    this.reads = new BalanceReads(ledger);
    this.writes = new BalanceWrites(ledger);
    this.direct = new BalanceWritesDirect(ledger);
    this.entries = new BalanceReadsEntries(ledger);
    this.snapshots = new DynamoSnapshots(ledger);
    this.proofs = new DynamoLedgerProofs(ledger);
  }

  @Override
  public Balance balance(Account account) {
    return reads.shards(account).sum();
  }

  @Override
  public boolean credit(LedgerEntry credit) {
    if (credit.type() != EntryType.CREDIT || !credit.amount().isPositive()) {
      throw new IllegalArgumentException("no positive credit");
    }
    return switch (transactions.write(writes.credit(credit, portions(credit)))) {
      case Outcome.Committed() -> true;
      case Outcome.Refused ignored -> false;
    };
  }

  /** What each shard gains. */
  private Map<String, Money> portions(LedgerEntry gift) {
    int shards = reads.shardsInUse(gift.account());
    return BalanceShards.portions(gift.amount(), shards, random.nextInt(shards));
  }

  @Override
  public int shards(Account account) {
    return reads.shardsInUse(account);
  }

  @Override
  public void spread(Account account, int count) {
    if (count < 1 || count > MAX_SHARDS) {
      throw new IllegalArgumentException("a balance has 1 to " + MAX_SHARDS + " shards");
    }
    for (int tries = 1; tries <= MOST_PLANS; tries++) {
      switch (transactions.write(writes.spread(account, reads.shards(account), count))) {
        case Outcome.Committed() -> {
          return;
        }
        case Outcome.Refused ignored -> transactions.rest(tries);
      }
    }
    throw new StoreUnavailableException("a balance moved while it was to be spread", null);
  }

  @Override
  public Money storage(Account account, Money due, String id, Instant at) {
    if (due.isNegative()) {
      throw new IllegalArgumentException("nothing negative is ever due");
    }
    for (int tries = 1; tries <= MOST_PLANS; tries++) {
      BalanceShards shards = reads.shards(account);
      Money taken = due.min(shards.sum().available());
      Map<String, Money> plan = shards.take(taken).orElseThrow();
      LedgerEntry charge = new LedgerEntry(account, EntryType.STORAGE, taken, id, at);
      switch (transactions.write(direct.take(charge, plan))) {
        case Outcome.Committed() -> {
          return taken;
        }
        case Outcome.Refused(int item, Row old) -> {
          if (item == 0) {
            return BalanceReads.moved(old);
          }
          transactions.rest(tries);
        }
      }
    }
    throw new StoreUnavailableException("a balance moved at each try", null);
  }

  @Override
  public Adjusted adjustment(LedgerEntry adjustment) {
    if (adjustment.type() != EntryType.ADJUSTMENT || adjustment.amount().isZero()) {
      throw new IllegalArgumentException("no adjustment");
    }
    if (adjustment.amount().isPositive()) {
      return adjusted(transactions.write(writes.credit(adjustment, portions(adjustment))))
          .orElseThrow(() -> new IllegalStateException("an entry without its reference"));
    }
    return take(adjustment);
  }

  private Adjusted take(LedgerEntry adjustment) {
    Money wanted = adjustment.amount().negated();
    for (int tries = 1; tries <= MOST_PLANS; tries++) {
      Optional<Map<String, Money>> plan = reads.shards(adjustment.account()).take(wanted);
      if (plan.isEmpty()) {
        // Short now, and perhaps because of an earlier call of this same adjustment.
        return reads
            .reference(adjustment)
            .<Adjusted>map(Adjusted.Repeated::new)
            .orElseGet(Adjusted.TooLittle::new);
      }
      Optional<Adjusted> adjusted =
          adjusted(transactions.write(direct.take(adjustment, plan.get())));
      if (adjusted.isPresent()) {
        return adjusted.get();
      }
      transactions.rest(tries);
    }
    throw new StoreUnavailableException("a balance moved at each try", null);
  }

  /** Empty when a shard had less than planned. */
  private static Optional<Adjusted> adjusted(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Committed() -> Optional.of(new Adjusted.Done());
      case Outcome.Refused(int item, Row old) ->
          item == 0
              ? Optional.of(new Adjusted.Repeated(BalanceReads.moved(old)))
              : Optional.empty();
    };
  }

  @Override
  public void read(Account account, String from, Predicate<LedgerEntry> each) {
    entries.read(account, from, each);
  }

  @Override
  public List<LedgerEntry> newest(Account account, @Nullable String before, int limit) {
    return entries.newest(account, before, limit);
  }

  @Override
  public Optional<LedgerEntry> find(LedgerEntry like) {
    return entries.find(like);
  }

  @Override
  public List<Account> accountsAfter(@Nullable Account after, int limit) {
    return entries.accountsAfter(after, limit);
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
    reads.losses(month, each);
  }
}
