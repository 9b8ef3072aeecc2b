package dev.modelroute.bench;

import dev.modelroute.core.execution.Ending;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionStore;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.money.Ledger;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.money.SealLedger;
import dev.modelroute.core.upkeep.AccountProof;
import dev.modelroute.core.upkeep.Checkpoint;
import dev.modelroute.core.upkeep.ProveLedger;
import dev.modelroute.core.upkeep.ProveLedger.Scope;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.testkit.fixture.Executions;
import dev.modelroute.testkit.memory.MemoryPlatform;
import dev.modelroute.testkit.time.CountingIds;
import dev.modelroute.testkit.time.SettableTime;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code mvn -Pbench-verify}: proves books of 5 million entries in a heap of 256 MB, and the twin's
 * with every execution looked up. Writes its part of {@code functions/bench/RESULTS.md}.
 */
public final class VerifyMain {
  private static final String PART = "verify";
  private static final long GENERATED_EXECUTIONS = 1_666_667;
  private static final int TWIN_EXECUTIONS = 20_000;
  private static final int ROUNDS = 3;

  /** 50,000 entries a second. */
  private static final double MOST_MICROSECONDS = 20;

  private final Executions make;
  private final SettableTime time = new SettableTime();
  private final List<Measurement> found = new ArrayList<>();

  private VerifyMain() {
    make = new Executions(time, new CountingIds());
  }

  /** System property: {@code project.root}. */
  public static void main(String[] arguments) throws IOException {
    double load = Machine.load();
    VerifyMain bench = new VerifyMain();
    bench.generated();
    bench.twin();
    double heap = Math.rint(Runtime.getRuntime().maxMemory() / 1024.0 / 1024.0);
    bench.found.add(Measurement.of("heap of the process (-Xmx)", heap, "MiB").atMost(256));
    List<String> circumstances =
        Machine.circumstances(load).stream()
            .map(line ->
                line.startsWith("JDK:")
                    ? "JDK: " + System.getProperty("java.vendor.version") + ", -XX:+UseSerialGC"
                    : line)
            .toList();
    Path root = Path.of(System.getProperty("project.root", "")).toAbsolutePath();
    new Results(circumstances, bench.found).show(root, PART);
  }

  private void generated() {
    Account account = make.account();
    GeneratedBooks books = new GeneratedBooks(account, GENERATED_EXECUTIONS);
    time.set(books.end().plus(Duration.ofHours(3)));
    long begin = System.nanoTime();
    var sealed = new SealLedger(books, time).seal(account, Integer.MAX_VALUE);
    String all = "%,d entries".formatted(sealed.entries());
    found.add(
        Measurement.of("seal " + all + ": entries/s", perSecond(sealed.entries(), begin), ""));
    MemoryPlatform none = new MemoryPlatform();
    // Everything meets its other half, so that nothing is looked up.
    Scope scope = new Scope(1, Long.MAX_VALUE, Long.MAX_VALUE, Instant.MAX, VerifyMain::progress);
    double best = 0;
    for (int round = 0; round < ROUNDS; round++) {
      best = Math.max(best, prove(books, none.executions(), none.outbox(), scope, account));
    }
    speed("verify " + all + " in " + sealed.snapshots() + " snapshots", best);
    found.add(
        Measurement.of("old generation of the heap, peak over all of that", peakMegabytes(), "MB")
            .atMost(256));
  }

  private void twin() {
    MemoryPlatform platform = new MemoryPlatform();
    Account account = make.account();
    platform.ledger().credit(make.credit(account, Money.parse("100000")));
    for (int i = 0; i < TWIN_EXECUTIONS; i++) {
      execute(platform, account, i);
    }
    time.advance(Duration.ofHours(3));
    new SealLedger(platform.ledger(), time).seal(account, Integer.MAX_VALUE);
    double whole = 0;
    for (int round = 0; round < ROUNDS; round++) {
      whole =
          Math.max(
              whole,
              prove(
                  platform.ledger(),
                  platform.executions(),
                  platform.outbox(),
                  Scope.WHOLE.with(VerifyMain::progress),
                  account));
    }
    speed("verify the twin, %,d executions each looked up".formatted(TWIN_EXECUTIONS), whole);
  }

  private void execute(MemoryPlatform platform, Account account, int number) {
    Execution pending = make.pending(account).build();
    platform.executions().accept(pending);
    time.advance(Duration.ofMillis(5));
    Execution started = make.started(pending);
    platform.executions().start(started, make.event(started).unawaited(), make.attempt(pending, 1));
    time.advance(Duration.ofMillis(5));
    Ending ending = number % 5 == 0 ? new Ending.Cancelled() : make.completed(Money.parse("0.030"));
    Execution ended = started.ended(ending, time.instant());
    platform.executions().resolveOnce(ended, started.state(), make.event(ended).unawaited());
  }

  private double prove(
      Ledger ledger, ExecutionStore executions, Outbox outbox, Scope scope, Account account) {
    long begin = System.nanoTime();
    AccountProof proof =
        new ProveLedger(ledger, executions, outbox, time).prove(Checkpoint.start(account), scope);
    if (!proof.isOk() || !proof.compared() || proof.next() != null) {
      throw new IllegalStateException("the books do not balance: " + proof.differences());
    }
    return perSecond(proof.entries(), begin);
  }

  private static void progress(Account account, long entries) {
    if (entries % 1_000_000 == 0) {
      System.out.printf("%s: %,d entries%n", account, entries);
    }
  }

  private static double perSecond(long entries, long begin) {
    return Math.rint(entries / ((System.nanoTime() - begin) / 1e9));
  }

  private void speed(String what, double perSecond) {
    found.add(Measurement.of(what + ": entries/s, best of " + ROUNDS, perSecond, ""));
    found.add(
        Measurement.of(what + ": an entry (50,000/s)", 1e6 / perSecond, "µs")
            .atMost(MOST_MICROSECONDS));
  }

  private static double peakMegabytes() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .filter(pool -> pool.getCollectionUsage() != null)
            .filter(pool -> pool.getName().contains("Old") || pool.getName().contains("Tenured"))
            .map(MemoryPoolMXBean::getPeakUsage)
            .mapToLong(usage -> usage.getUsed())
            .sum()
        / 1e6;
  }
}
