package dev.modelroute.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@code kill -9} of a local run with a data directory, in the middle of its work. */
final class KillNineTest {
  private static final int EXECUTIONS = 100;
  private static final int ACCEPTED_BEFORE_THE_KILL = 70;
  private static final int CALLERS = 8;
  private static final int SUBMIT_SECONDS = 60;
  private static final int MOST_TRIES = 10;
  private static final List<String> MODELS =
      List.of("sim-text", "sim-image", "sim-image-poll", "sim-image-callback", "sim-failover");

  /** By number: the executions whose 202 a caller has seen. */
  private final Map<Integer, String> accepted = new ConcurrentHashMap<>();

  private final LongAdder busy = new LongAdder();

  @Test
  void a_kill_in_the_middle_of_a_hundred_executions_loses_nothing() throws Exception {
    Path folder = Platform.scratch("kill");
    try (LocalRun run = launch(folder)) {
      submitUntilKilled(run, api(run, folder));
    }
    Map<Integer, String> before = Map.copyOf(accepted);
    assertTrue(before.size() >= ACCEPTED_BEFORE_THE_KILL);

    try (LocalRun run = launch(folder)) {
      Api api = api(run, folder);
      // Callers that got no answer ask again; those that did get the execution they know.
      submitAll(api);
      before.forEach((number, id) -> assertEquals(id, accepted.get(number)));
      assertEquals(EXECUTIONS, new TreeSet<>(accepted.values()).size());

      Map<String, Integer> endings = endings(api);
      System.out.println(
          "KillNineTest: "
              + before.size()
              + " accepted before the kill; ended as "
              + endings
              + "; 503 answers: "
              + busy);
      assertTrue(endings.getOrDefault("COMPLETED", 0) >= EXECUTIONS / 4, endings::toString);
      assertEquals(
          EXECUTIONS, api.get("/v1/executions?limit=100").with(200).data().size(), "no twins");
      assertBooksBalance(api, Platform.operator(folder.resolve("keys.json")));
    }
  }

  private static LocalRun launch(Path folder) throws IOException {
    return LocalRun.launch(
        folder,
        Map.of("MODELROUTE_PORT", "0", "MODELROUTE_DATA", folder.resolve("data").toString()));
  }

  /** Ready, with the key the first run wrote: it has to open the second one too. */
  private static Api api(LocalRun run, Path folder) throws IOException {
    String url = run.ready();
    Path first = folder.resolve("first.json");
    if (!Files.exists(first)) {
      Files.copy(folder.resolve("keys.json"), first);
    }
    JsonObject keys = StrictJson.trusted(Files.readString(first));
    return new Api(URI.create(url), Answer.text(keys, "api_key"), false);
  }

  private void submitUntilKilled(LocalRun run, Api api) throws InterruptedException {
    CountDownLatch enough = new CountDownLatch(ACCEPTED_BEFORE_THE_KILL);
    Semaphore callers = new Semaphore(CALLERS);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int number = 0; number < EXECUTIONS; number++) {
        int mine = number;
        threads.execute(() -> {
          callers.acquireUninterruptibly();
          try {
            submit(api, mine);
            enough.countDown();
          } catch (UncheckedIOException killed) {
            // This caller doesn't know whether it was accepted.
          } finally {
            callers.release();
          }
        });
      }
      boolean reached = enough.await(SUBMIT_SECONDS, TimeUnit.SECONDS);
      run.kill();
      assertTrue(reached, "too few were accepted in time");
    }
  }

  private void submitAll(Api api) throws Exception {
    Semaphore callers = new Semaphore(CALLERS);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all =
          IntStream.range(0, EXECUTIONS)
              .<Future<?>>mapToObj(number ->
                  threads.submit(() -> {
                    callers.acquireUninterruptibly();
                    try {
                      submit(api, number);
                    } finally {
                      callers.release();
                    }
                  }))
              .toList();
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  private void submit(Api api, int number) {
    String model = MODELS.get(number % MODELS.size());
    int delayMillis = 200 + number * 700 % 2800;
    String input = "{'prompt':'" + number + "','cost':'0.01','delay_ms':" + delayMillis + "}";
    String key = "'idempotency_key':'order-" + number + "'";
    Answer answer = api.submit(model, input, key, "'timeout_seconds':20");
    for (int tries = 1; answer.status() == 503 && tries < MOST_TRIES; tries++) {
      // What the contract tells callers to do; the same key makes it safe.
      busy.increment();
      answer = api.submit(model, input, key, "'timeout_seconds':20");
    }
    accepted.put(number, answer.with(202).text("id"));
  }

  private Map<String, Integer> endings(Api api) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<JsonObject>> all =
          accepted.values().stream().map(id -> threads.submit(() -> api.ended(id))).toList();
      Map<String, Integer> endings = new TreeMap<>();
      for (Future<JsonObject> one : all) {
        endings.merge(Answer.text(one.get(), "status"), 1, Integer::sum);
      }
      return endings;
    }
  }

  private static void assertBooksBalance(Api api, Api operator) {
    Answer proof = operator.get("/v1/admin/ledger/verify").with(200);
    assertEquals("true", proof.text("balanced"), proof::toString);
    assertEquals("0.000", api.get("/v1/balance").text("held"));
    Optional<JsonObject> live =
        Answer.objects(proof.json(), "accounts").stream()
            .filter(account -> Answer.text(account, "account").equals("live"))
            .findFirst();
    // A credit, and for each execution a hold and its end: CAPTURE and RELEASE, or RELEASE alone.
    long entries = Long.parseLong(Answer.text(live.orElseThrow(), "entries"));
    assertTrue(entries > 2L * EXECUTIONS && entries <= 3L * EXECUTIONS + 1, proof::toString);
  }
}
