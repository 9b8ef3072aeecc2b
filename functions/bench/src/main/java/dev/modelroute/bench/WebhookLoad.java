package dev.modelroute.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * Webhooks under load, against a local run of its own: from the time an event carries, which is
 * when it was ready, to its arrival at a receiver in this process. First the two events of each of
 * 25 executions a second, then 50 test events a second to 18 endpoints, then the same while an
 * endpoint that never answers has 500 deliveries. Writes its part of {@code
 * functions/bench/RESULTS.md}.
 */
public final class WebhookLoad {
  private static final String PART = "webhook-load";
  private static final int EVENTS_PER_EXECUTION = 2;

  /** With the one that hangs, fewer than the 20 that an organisation may have. */
  private static final int ENDPOINTS = 18;

  private static final int DELIVERIES_EACH = 50;
  private static final int PATIENCE_SECONDS = 15;
  private static final int WARM_UP_SECONDS = 10;
  private static final int HANGING = 500;

  /** Five calls open the breaker; one probe a minute follows, and all of this takes two at most. */
  private static final int MOST_DEAD_CALLS = 7;

  private final Caller caller;
  private final TimedReceiver receiver;
  private final int perSecond;
  private final List<Measurement> found = new ArrayList<>();

  private WebhookLoad(Caller caller, TimedReceiver receiver, int perSecond) {
    this.caller = caller;
    this.receiver = receiver;
    this.perSecond = perSecond;
  }

  /** What a phase may take at most, ms; NaN = told for information. */
  private record Targets(double median, double p99) {}

  /**
   * System properties: {@code project.root}, {@code events.per.second} (50), {@code seconds} (15)
   * of executions.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path root = Path.of(System.getProperty("project.root", "")).toAbsolutePath();
    double load = Machine.load();
    try (Runner runner = Runner.start(root);
        Caller caller = new Caller(runner);
        TimedReceiver receiver = new TimedReceiver()) {
      caller.credit("1000");
      int perSecond = Integer.getInteger("events.per.second", 50);
      WebhookLoad bench = new WebhookLoad(caller, receiver, perSecond);
      bench.run(Integer.getInteger("seconds", 15));
      bench.found.add(
          Measurement.of("memory (RSS) after all of this", runner.residentMegabytes(), "MB"));
      new Results(Machine.circumstances(load), bench.found).show(root, PART);
    }
  }

  private void run(int seconds) throws IOException, InterruptedException {
    executions(WARM_UP_SECONDS);
    report(
        "%d executions/s with two events each".formatted(perSecond / EVENTS_PER_EXECUTION),
        executions(seconds),
        new Targets(300, 1_000));
    List<String> healthy = new ArrayList<>();
    for (int i = 0; i < ENDPOINTS; i++) {
      healthy.add(caller.endpoint(receiver.url("/alive/" + i)));
    }
    String events = "%d test events/s to %d endpoints".formatted(perSecond, ENDPOINTS);
    report(events, testEvents(healthy), new Targets(300, 1_000));
    hang();
    report(
        events + ", %d hanging".formatted(HANGING),
        testEvents(healthy),
        new Targets(Double.NaN, 2_000));
    found.add(
        Measurement.of("calls of the endpoint that hangs", receiver.deadCalls(), "")
            .atMost(MOST_DEAD_CALLS));
  }

  /** How many were asked for, and what came of them. */
  private record Arrivals(int expected, Percentiles millis) {}

  private Arrivals executions(int seconds) throws InterruptedException {
    int count = perSecond / EVENTS_PER_EXECUTION * seconds;
    String url = receiver.url("/alive/own");
    receiver.forget();
    paced(count, perSecond / EVENTS_PER_EXECUTION, i -> caller.submit(url));
    int expected = count * EVENTS_PER_EXECUTION;
    return new Arrivals(expected, receiver.arrivals(expected, PATIENCE_SECONDS));
  }

  private Arrivals testEvents(List<String> endpoints) throws InterruptedException {
    int count = endpoints.size() * DELIVERIES_EACH;
    receiver.forget();
    paced(count, perSecond, i -> caller.testEvent(endpoints.get(i % endpoints.size())));
    return new Arrivals(count, receiver.arrivals(count, PATIENCE_SECONDS));
  }

  private void hang() throws IOException, InterruptedException {
    String dead = caller.endpoint(receiver.url("/dead"));
    for (int i = 0; i < HANGING; i++) {
      int status = caller.testEvent(dead).join();
      if (status >= 300) {
        throw new IOException(status + " from a test event");
      }
    }
  }

  /** Requests leave on a schedule, whatever the answers do. */
  private static void paced(int count, int perSecond, IntFunction<CompletableFuture<Integer>> call)
      throws InterruptedException {
    long begun = System.nanoTime();
    for (int i = 0; i < count; i++) {
      TimeUnit.NANOSECONDS.sleep(begun + i * 1_000_000_000L / perSecond - System.nanoTime());
      var _ = call.apply(i);
    }
  }

  private void report(String what, Arrivals arrivals, Targets targets) {
    Percentiles millis = arrivals.millis();
    found.add(Measurement.of(what + ": p50", millis.median(), "ms").atMost(targets.median()));
    found.add(Measurement.of(what + ": p99", millis.at(99), "ms").atMost(targets.p99()));
    found.add(Measurement.of(what + ": slowest", millis.max(), "ms"));
    int missing = arrivals.expected() - millis.count();
    found.add(Measurement.of(what + ": missing of " + arrivals.expected(), missing, "").atMost(0));
  }
}
