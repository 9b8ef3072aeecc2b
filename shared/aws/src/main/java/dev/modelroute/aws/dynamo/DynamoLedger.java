package dev.modelroute.aws.dynamo;

import dev.modelroute.aws.dynamo.Transactions.Outcome;
import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.money.Balance;
import dev.modelroute.core.money.EntryType;
import dev.modelroute.core.money.Ledger;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.money.LedgerLine;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.money.PlatformLoss;
import java.time.YearMonth;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Balances and entries on DynamoDB; its rows are read by {@link BalanceReads}.
 *
 * <p>Balances after each entry are folded from the account's first entry on, so a page costs as
 * many reads as the account has entries. Snapshots will shorten that.
 */
public final class DynamoLedger implements Ledger {
  /** Changes that are planned anew after others overtook them. */
  private static final int MOST_PLANS = 20;

  private final Transactions transactions;
  private final RandomGenerator random;
  private final BalanceReads reads;
  private final BalanceWrites writes;

  DynamoLedger(DynamoTable ledger, Transactions transactions, RandomGenerator random) {
    this.transactions = transactions;
    this.random = random;
    this.reads = new BalanceReads(ledger);
    this.writes = new BalanceWrites(ledger);
  }

  @Override
  public Balance balance(Account account) {
    return reads.shards(account).sum();
  }

  @Override
  public boolean credit(LedgerEntry credit) {
    boolean payment = credit.type() == EntryType.CREDIT && credit.amount().isPositive();
    if (!payment && credit.type() != EntryType.ADJUSTMENT) {
      throw new IllegalArgumentException("neither a positive credit nor an adjustment");
    }
    for (int tries = 1; tries <= MOST_PLANS; tries++) {
      switch (transactions.write(writes.credit(credit, portions(credit)))) {
        case Outcome.Committed() -> {
          return true;
        }
        case Outcome.Refused(int item, Row ignored) when item == 0 -> {
          return false;
        }
        case Outcome.Refused ignored -> transactions.rest(tries);
      }
    }
    throw new StoreUnavailableException("an adjustment was overtaken again and again", null);
  }

  /** What each shard gains, or loses in an adjustment. */
  private Map<String, Money> portions(LedgerEntry credit) {
    Account account = credit.account();
    if (!credit.amount().isNegative()) {
      int shards = reads.shardsInUse(account);
      return BalanceShards.portions(credit.amount(), shards, random.nextInt(shards));
    }
    Map<String, Money> losses = new TreeMap<>();
    reads
        .shards(account)
        .take(credit.amount().negated())
        .orElseThrow(
            () -> new IllegalArgumentException("an adjustment takes at most what is available"))
        .forEach((shard, amount) -> losses.put(shard, amount.negated()));
    return losses;
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
  public Page<LedgerLine> lines(Account account, PageRequest page) {
    @Nullable String position = page.position();
    Deque<LedgerLine> newest = new ArrayDeque<>();
    Balance[] after = {Balance.ZERO};
    scan(
        account,
        entry -> {
          after[0] = after[0].plus(entry.delta());
          if (position == null || entry.orderKey().compareTo(position) < 0) {
            newest.addFirst(new LedgerLine(entry, after[0]));
            if (newest.size() > page.limit() + 1) {
              newest.removeLast();
            }
          }
        });
    if (newest.size() <= page.limit()) {
      return new Page<>(List.copyOf(newest), null);
    }
    newest.removeLast();
    List<LedgerLine> items = new ArrayList<>(newest);
    return new Page<>(items, items.getLast().entry().orderKey());
  }

  @Override
  public void scan(Account account, Consumer<LedgerEntry> each) {
    reads.entries(account, each);
  }

  @Override
  public void losses(YearMonth month, Consumer<PlatformLoss> each) {
    reads.losses(month, each);
  }

  @Override
  public void accounts(Consumer<Account> each) {
    reads.accounts(each);
  }
}
