package dev.modelroute.core.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.money.Ledger;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.money.SealLedger;
import dev.modelroute.testkit.contract.Invariants;
import dev.modelroute.testkit.flow.PlatformOnTwins;
import dev.modelroute.testkit.flow.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProveLedgerTest {
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
        platform.time().advance(Duration.ofSeconds(random.nextInt(900)));
      }
      // What time jumped over is ended first: no hold outlives its execution by ten minutes.
      platform.useCases().sweep().sweep();
      for (AccountProof proof : platform.useCases().prove().prove()) {
        assertEquals(List.of(), proof.differences(), seed);
        assertTrue(proof.entries() > 0, seed);
      }
      List<Execution> executions = ids.stream().map(platform::execution).toList();
      Invariants.check(platform.rows(), platform.caller().account(), executions);
    }

    private void operate() {
      switch (random.nextInt(10)) {
        case 0, 1, 2 -> ids.add(platform.accepted("key-" + ids.size()));
        case 3 -> platform.machine().playAll();
        case 4 ->
            some()
                .forEach(id ->
                    platform.useCases().cancel().cancel(platform.caller().organization(), id));
        case 5 -> platform.useCases().sweep().sweep();
        case 6 -> new SealLedger(ledger(), platform.time()).seal(account(), 2);
        case 7 ->
            ledger()
                .storage(
                    account(),
                    Money.parse("0.0314"),
                    "day-" + random.nextInt(9),
                    platform.time().instant());
        case 8 ->
            ledger()
                .adjustment(
                    LedgerEntry.adjustment(
                        account(),
                        Money.parse(random.nextBoolean() ? "0.01" : "-0.02"),
                        "ticket-" + random.nextInt(9),
                        platform.time().instant(),
                        "mix"));
        default -> platform.credit(platform.caller().account(), "0.123456789");
      }
    }

    private Ledger ledger() {
      return platform.rows().ledger();
    }

    private Account account() {
      return platform.caller().account();
    }

    private Stream<ExecutionId> some() {
      return ids.isEmpty() ? Stream.empty() : Stream.of(ids.get(random.nextInt(ids.size())));
    }
  }
}
