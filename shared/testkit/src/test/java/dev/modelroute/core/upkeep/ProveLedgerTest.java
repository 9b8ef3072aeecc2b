package dev.modelroute.core.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.money.Balance;
import dev.modelroute.core.money.EntryType;
import dev.modelroute.core.money.Ledger;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.money.LedgerLine;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.money.PlatformLoss;
import dev.modelroute.core.upkeep.ProveLedger.AccountProof;
import dev.modelroute.testkit.contract.Invariants;
import dev.modelroute.testkit.fixture.Executions;
import dev.modelroute.testkit.flow.PlatformOnTwins;
import dev.modelroute.testkit.flow.Script;
import dev.modelroute.testkit.time.CountingIds;
import dev.modelroute.testkit.time.SettableTime;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProveLedgerTest {
  private static final Account ACCOUNT =
      new Executions(new SettableTime(), new CountingIds()).account();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # entries                                       | stored balance | difference
          CREDIT 10 x                                     | 10 0 0         | -
          CREDIT 10 x, HOLD 4 e                           | 6 4 0          | -
          CREDIT 10 x, HOLD 4 e, CAPTURE 3 e, RELEASE 1 e | 7 0 3          | -
          CREDIT 10 x, RELEASE 1 e, CAPTURE 3 e, HOLD 4 e | 7 0 3          | -
          CREDIT 10 x, HOLD 4 e, RELEASE 4 e              | 10 0 0         | -
          CREDIT 10 x, STORAGE 1 s, ADJUSTMENT -2 a       | 7 0 1          | -
          CREDIT 10 x                                     | 11 0 0         | the stored balance is not the sum of the entries
          CREDIT 10 x, HOLD 4 e                           | 10 0 0         | the stored balance is not the sum of the entries
          CREDIT 10 x, HOLD 4 e, CAPTURE 3 e              | 7 0 3          | e was not resolved for exactly its hold
          CREDIT 10 x, HOLD 4 e, CAPTURE 3 e              | 6 1 3          | e was not resolved for exactly its hold
          CREDIT 10 x, CAPTURE 3 e, RELEASE 1 e           | 7 0 3          | e was resolved without a hold
          CREDIT 10 x, HOLD 4 e, CAPTURE 5 e              | 6 -1 5         | e was not resolved for exactly its hold
          CREDIT 10 x, HOLD 4 e, CAPTURE 2 e, CAPTURE 2 e | 6 0 4          | e has an entry twice
          CREDIT 10 x, HOLD 4 e, RELEASE 4 e, RELEASE 4 e | 14 -4 0        | e was resolved without a hold
          """)
  void every_difference_is_named(String entries, String balance, String difference) {
    LyingLedger ledger = new LyingLedger(entries, balance);

    List<AccountProof> proofs = new ProveLedger(ledger).prove();

    assertEquals(1, proofs.size());
    List<String> differences = proofs.getFirst().differences();
    assertEquals(difference, differences.isEmpty() ? "-" : differences.getFirst(), entries);
    assertEquals(
        differences.isEmpty(), ProveLedger.json(proofs).bool("balanced").orElseThrow(), entries);
  }

  @Test
  void an_account_that_moved_while_it_was_read_is_read_again() {
    LyingLedger ledger = new LyingLedger("CREDIT 10 x, HOLD 4 e", "6 4 0");
    ledger.late = 1;

    assertEquals(List.of(), new ProveLedger(ledger).prove().getFirst().differences());
  }

  @Test
  void the_books_balance_after_any_mix_of_operations() {
    long base = Long.getLong("modelroute.seed", 20_261_120L);
    for (int i = 0; i < 20; i++) {
      new Mix(base + i).run(40);
    }
  }

  /** A seeded mix of submits, endings, credits and time. */
  private static final class Mix {
    private final String seed;
    private final RandomGenerator random;
    private final PlatformOnTwins platform = new PlatformOnTwins();
    private final List<ExecutionId> ids = new ArrayList<>();

    Mix(long seed) {
      this.seed = "seed=" + seed;
      this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    void run(int operations) {
      for (int i = 0; i < operations; i++) {
        platform
            .alpha()
            .answers(
                random.nextBoolean()
                    ? Script.succeeds("0.0" + random.nextInt(1, 99))
                    : random.nextBoolean() ? Script.overloaded() : Script.rejects());
        platform.beta().answers(Script.succeeds("0.01"));
        operate();
        platform.time().advance(Duration.ofSeconds(random.nextInt(90)));
      }
      for (AccountProof proof : platform.useCases().prove().prove()) {
        assertEquals(List.of(), proof.differences(), seed);
        assertTrue(proof.entries() > 0, seed);
      }
      List<Execution> executions = ids.stream().map(platform::execution).toList();
      Invariants.check(platform.rows(), platform.caller().account(), executions);
    }

    private void operate() {
      switch (random.nextInt(7)) {
        case 0, 1, 2 -> ids.add(platform.accepted("key-" + ids.size()));
        case 3 -> platform.machine().playAll();
        case 4 ->
            some()
                .forEach(id ->
                    platform.useCases().cancel().cancel(platform.caller().organization(), id));
        case 5 -> platform.useCases().sweep().sweep();
        default -> platform.credit(platform.caller().account(), "0.123456789");
      }
    }

    private Stream<ExecutionId> some() {
      return ids.isEmpty() ? Stream.empty() : Stream.of(ids.get(random.nextInt(ids.size())));
    }
  }

  /** Says what a table says, whether it adds up or not. */
  private static final class LyingLedger implements Ledger {
    private final List<LedgerEntry> entries;
    private final Balance balance;
    private int late;

    LyingLedger(String entries, String balance) {
      this.entries = Stream.of(entries.split(", ", -1)).map(LyingLedger::entry).toList();
      List<Money> parts = Stream.of(balance.split(" ", -1)).map(Money::parse).toList();
      this.balance = new Balance(parts.get(0), parts.get(1), parts.get(2));
    }

    private static LedgerEntry entry(String text) {
      List<String> words = List.of(text.split(" ", -1));
      return new LedgerEntry(
          ACCOUNT,
          EntryType.valueOf(words.get(0)),
          Money.parse(words.get(1)),
          words.get(2),
          SettableTime.START);
    }

    @Override
    public Balance balance(Account account) {
      return balance;
    }

    @Override
    public int shards(Account account) {
      return 1;
    }

    @Override
    public void spread(Account account, int count) {}

    @Override
    public boolean credit(LedgerEntry credit) {
      return false;
    }

    @Override
    public Page<LedgerLine> lines(Account account, PageRequest page) {
      return new Page<>(List.of(), null);
    }

    @Override
    public void scan(Account account, Consumer<LedgerEntry> each) {
      entries.subList(0, entries.size() - late).forEach(each);
      late = 0;
    }

    @Override
    public void losses(YearMonth month, Consumer<PlatformLoss> each) {}

    @Override
    public void accounts(Consumer<Account> each) {
      each.accept(ACCOUNT);
    }
  }
}
