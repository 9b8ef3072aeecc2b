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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Balances and entries on DynamoDB; its rows are read by {@link BalanceReads} and {@link
 * BalanceReadsEntries}.
 */
public final class DynamoLedger implements Ledger {
  /**
   * Each plan is made from balances read anew; one fails when somebody took from them meanwhile.
   */
  private static final int MOST_PLANS = 8;

  private final Transactions transactions;
  private final BalanceReads reads;
  private final BalanceWrites writes;
  private final BalanceWritesDirect direct;
  private final BalanceReadsEntries entries;
  private final DynamoSnapshots snapshots;
  private final DynamoLedgerProofs proofs;

  DynamoLedger(DynamoTable ledger, Transactions transactions) {
    this.transactions = transactions;
    this.reads = new BalanceReads(ledger);
    this.writes = new BalanceWrites(ledger);
    this.direct = new BalanceWritesDirect(ledger);
    this.entries = new BalanceReadsEntries(ledger);
    this.snapshots = new DynamoSnapshots(ledger);
    this.proofs = new DynamoLedgerProofs(ledger);
  }

  @Override
  public Balance balance(Account account) {
    return reads.balance(account);
  }

  @Override
  public boolean credit(LedgerEntry credit) {
    if (credit.type() != EntryType.CREDIT || !credit.amount().isPositive()) {
      throw new IllegalArgumentException("no positive credit");
    }
    return switch (transactions.write(writes.credit(credit))) {
      case Outcome.Committed() -> true;
      case Outcome.Refused ignored -> false;
    };
  }

  @Override
  public Money storage(Account account, Money due, String id, Instant at) {
    if (due.isNegative()) {
      throw new IllegalArgumentException("nothing negative is ever due");
    }
    for (int tries = 0; tries < MOST_PLANS; tries++) {
      Map<String, Money> plan = BalanceWritesDirect.plan(reads.available(account), due);
      Money taken = BalanceWritesDirect.sum(plan);
      LedgerEntry charge = new LedgerEntry(account, EntryType.STORAGE, taken, id, at);
      switch (transactions.write(direct.take(charge, plan))) {
        case Outcome.Committed() -> {
          return taken;
        }
        case Outcome.Refused(int item, Row old) -> {
          if (item == 0) {
            return BalanceReads.moved(old);
          }
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
      return adjusted(transactions.write(direct.give(adjustment)))
          .orElseThrow(() -> new IllegalStateException("an entry without its reference"));
    }
    return take(adjustment);
  }

  private Adjusted take(LedgerEntry adjustment) {
    Money wanted = adjustment.amount().negated();
    for (int tries = 0; tries < MOST_PLANS; tries++) {
      Map<String, Money> plan =
          BalanceWritesDirect.plan(reads.available(adjustment.account()), wanted);
      if (!BalanceWritesDirect.sum(plan).equals(wanted)) {
        // Short now, and perhaps because of an earlier call of this same adjustment.
        return reads
            .reference(adjustment)
            .<Adjusted>map(Adjusted.Repeated::new)
            .orElseGet(Adjusted.TooLittle::new);
      }
      Optional<Adjusted> adjusted = adjusted(transactions.write(direct.take(adjustment, plan)));
      if (adjusted.isPresent()) {
        return adjusted.get();
      }
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
}
