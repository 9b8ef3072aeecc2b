package dev.modelroute.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * {@code mvn -Pbench}: starts local runs of its own on loopback, measures them for about four
 * minutes, prints the table and writes it to {@code functions/bench/RESULTS.md} and {@code
 * functions/bench/target/results.csv}.
 */
public final class Main {
  private static final int STARTS = 5;
  private static final int REST_SECONDS = 10;
  private static final int PER_SECOND = 50;
  private static final int WARM_UP_SECONDS = 30;
  private static final int LOAD_SECONDS = 60;
  private static final int DRAIN_SECONDS = 90;
  private static final int WEBHOOK_WARM_UP_ROUNDS = 20;
  private static final int WEBHOOK_ROUNDS = 200;
  private static final double BYTES_PER_MEGABYTE = 1e6;

  private final Path root;
  private final List<Measurement> found = new ArrayList<>();

  private Main(Path root) {
    this.root = root;
  }

  /** System property: {@code project.root}. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    double load = Machine.load();
    Path root = Path.of(System.getProperty("project.root", "")).toAbsolutePath();
    Main bench = new Main(root);
    try (Runner last = bench.starts()) {
      bench.atRest(last);
      try (Caller caller = new Caller(last)) {
        caller.credit("1000");
        bench.submits(caller, last);
        bench.webhooks(caller);
        bench.found.add(
            Measurement.of("memory (RSS) after all of this", last.residentMegabytes(), "MB"));
      }
    }
    bench.jar("API function jar", "functions/api", 20);
    bench.jar("workflow jar", "functions/workflow", 15);
    Results results = new Results(Machine.circumstances(load), bench.found);
    results.write(
        root.resolve("functions/bench/RESULTS.md"),
        root.resolve("functions/bench/target/results.csv"));
    System.out.println(results.markdown());
  }

  /** The last one started is left running. */
  private Runner starts() throws IOException {
    double[] millis = new double[STARTS];
    for (int start = 0; start < STARTS - 1; start++) {
      try (Runner runner = Runner.start(root)) {
        millis[start] = runner.readyMillis();
        say("ready after %.0f ms", runner.readyMillis());
      }
    }
    Runner last = Runner.start(root);
    millis[STARTS - 1] = last.readyMillis();
    Percentiles ready = new Percentiles(millis);
    found.add(
        Measurement.of("`READY` after the JVM starts, median of " + STARTS, ready.median(), "ms")
            .atMost(5000));
    found.add(
        Measurement.of("`READY` after the JVM starts, slowest", ready.max(), "ms").atMost(5000));
    return last;
  }

  private void atRest(Runner runner) throws IOException, InterruptedException {
    TimeUnit.SECONDS.sleep(REST_SECONDS);
    double megabytes = runner.residentMegabytes();
    say("at rest %.0f MB", megabytes);
    found.add(
        Measurement.of("memory (RSS) at rest, 10 s after `READY`", megabytes, "MB").atMost(450));
  }

  private void submits(Caller caller, Runner runner) throws IOException, InterruptedException {
    SubmitLoad load = new SubmitLoad(caller, PER_SECOND);
    say("warm-up: p99 %.1f ms", load.run(WARM_UP_SECONDS).millis().at(99));
    drain(caller, System.nanoTime());
    double spent = runner.processorMillis();
    SubmitLoad.Outcome outcome = load.run(LOAD_SECONDS);
    long ended = System.nanoTime();
    Percentiles millis = outcome.millis();
    say("load: p50 %.1f ms, p99 %.1f ms", millis.median(), millis.at(99));
    String figure = "submit, " + PER_SECOND + "/s for " + LOAD_SECONDS + " s: ";
    found.add(Measurement.of(figure + "p50", millis.median(), "ms").atMost(15));
    found.add(Measurement.of(figure + "p99", millis.at(99), "ms").atMost(100));
    found.add(Measurement.of(figure + "slowest", millis.max(), "ms"));
    found.add(
        Measurement.of(figure + "errors of " + millis.count(), outcome.errors(), "").atMost(0));
    double held = drain(caller, ended);
    found.add(
        Measurement.of(
            "drain: from the last submit until all of them were settled",
            (System.nanoTime() - ended) / 1e6,
            "ms"));
    found.add(
        Measurement.of(
            "processor time of the local run per whole execution",
            (runner.processorMillis() - spent) / millis.count(),
            "ms"));
    found.add(Measurement.of("held balance after that, USD", held, "").atMost(0));
    found.add(
        Measurement.of("ledgers that do not prove", caller.ledgerProves() ? 0 : 1, "").atMost(0));
  }

  private static double drain(Caller caller, long since) throws IOException, InterruptedException {
    double held = caller.heldUsd();
    while (held > 0 && System.nanoTime() - since < TimeUnit.SECONDS.toNanos(DRAIN_SECONDS)) {
      TimeUnit.MILLISECONDS.sleep(50);
      held = caller.heldUsd();
    }
    return held;
  }

  private void webhooks(Caller caller) throws IOException, InterruptedException {
    try (WebhookRounds rounds = new WebhookRounds(caller)) {
      rounds.run(WEBHOOK_WARM_UP_ROUNDS);
      WebhookRounds.Outcome outcome = rounds.run(WEBHOOK_ROUNDS);
      String figure = "submit → webhook received, " + WEBHOOK_ROUNDS + " in turn: ";
      found.add(Measurement.of(figure + "p50", outcome.millis().median(), "ms").atMost(300));
      found.add(Measurement.of(figure + "p99", outcome.millis().at(99), "ms"));
      found.add(Measurement.of(figure + "missing", outcome.missing(), "").atMost(0));
    }
  }

  /** Says nothing about a jar that was not built. */
  private void jar(String figure, String module, double mostMegabytes) throws IOException {
    Path target = root.resolve(module).resolve("target");
    Optional<Path> jar;
    try (Stream<Path> files = Files.list(target)) {
      jar = files.filter(file -> file.toString().endsWith("-lambda.jar")).findFirst();
    }
    if (jar.isEmpty()) {
      say("%s: not built, run mvn package first", figure);
      return;
    }
    double megabytes = Files.size(jar.get()) / BYTES_PER_MEGABYTE;
    found.add(Measurement.of(figure, megabytes, "MB").atMost(mostMegabytes));
  }

  private static void say(String format, Object... values) {
    System.out.printf(format + "%n", values);
    System.out.flush();
  }
}
