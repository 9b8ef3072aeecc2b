package dev.modelroute.local.stepfunctions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Retries of the deployed file, with delays drawn from a seed. */
final class RetryTest {

  private static final int JUMPS = 1_000;

  @ParameterizedTest
  @CsvSource({
    "Provider.Retryable, 5",
    "Provider.Busy, 21",
    "Lambda.ServiceException, 7",
    "Sandbox.Timedout, 7",
    "com.example.Faults$Transient, 7",
    "Provider.Failed, 1",
    "Cancelled, 1",
    "Execution.Expired, 1",
    "States.Runtime.Sort.Of, 1",
  })
  void each_retrier_allows_its_own_number_of_runs_then_release(String error, int runs) {
    Scene scene = new Scene(Scene.deployedDefinition());
    answerTokensWith(scene, List.of(error).iterator(), error);
    String arn = scene.start(Scene.INPUT);
    scene.time.drain(JUMPS);
    assertEquals(runs + 1, scene.calls.size(), error);
    assertEquals("Release", scene.last().function());
    assertEquals(error, scene.last().payload().get("error").textValue());
    assertEquals(ExecutionView.Status.SUCCEEDED, scene.view(arn).status());
  }

  @Test
  void the_retriers_count_apart_and_the_retry_count_counts_all() {
    List<String> errors =
        List.of(
            "Provider.Busy",
            "Provider.Retryable",
            "Provider.Busy",
            "Provider.Retryable",
            "Lambda.Unknown",
            "Provider.Retryable",
            "Provider.Retryable",
            "Provider.Busy",
            "Provider.Retryable");
    Scene scene = new Scene(Scene.deployedDefinition());
    answerTokensWith(scene, errors.iterator(), "none");
    scene.start(Scene.INPUT);
    scene.time.drain(JUMPS);
    List<Integer> attempts =
        scene.calls.stream()
            .filter(call -> call.function().equals("Dispatch"))
            .map(call -> call.payload().get("attempt").intValue())
            .toList();
    assertEquals(IntStream.range(0, 9).boxed().toList(), attempts);
    assertEquals("Provider.Retryable", scene.last().payload().get("error").textValue());
  }

  @Test
  void delays_come_from_the_seed_and_stay_within_their_caps() {
    List<Duration> first = delays(7);
    assertEquals(first, delays(7), "same seed");
    assertNotEquals(first, delays(8), "other seed");
    double cap = 2;
    for (Duration delay : first) {
      double limit = Math.min(cap, 30);
      assertTrue(!delay.isNegative() && delay.toMillis() <= limit * 1_000, first::toString);
      cap *= 1.5;
    }
    assertTrue(first.stream().mapToLong(Duration::toMillis).sum() > 60_000, "jitter is too small");
  }

  @Test
  void the_execution_is_over_soon_after_its_deadline_whatever_fails() {
    for (int seed = 0; seed < 50; seed++) {
      Scene scene = new Scene(Scene.deployedDefinition(), seed, 10);
      RandomGenerator dice = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      // As Dispatch does: after the deadline it answers Execution.Expired.
      scene.scripted(call -> {
        if (call.function().equals("Dispatch")) {
          boolean late = call.at().isAfter(Scene.START.plusSeconds(300));
          String error =
              late
                  ? "Execution.Expired"
                  : List.of("Provider.Busy", "Provider.Retryable", "Lambda.Unknown")
                      .get(dice.nextInt(3));
          scene.machines.failTask(call.token(), error, null);
        } else {
          call.returns();
        }
      });
      String arn = scene.start(Scene.INPUT);
      scene.time.drain(JUMPS);
      ExecutionView view = scene.view(arn);
      assertEquals(ExecutionView.Status.SUCCEEDED, view.status(), "seed " + seed);
      assertTrue(
          !scene.time.instant().isAfter(Scene.START.plusSeconds(370)),
          "seed " + seed + " ended " + view.stoppedAt());
    }
  }

  @Test
  void settle_is_tried_thirteen_times_and_then_the_machine_fails() {
    Scene scene = settling("com.example.Broken");
    String arn = scene.start(Scene.INPUT);
    scene.time.drain(JUMPS);
    assertEquals(13, scene.calls.stream().filter(c -> c.function().equals("Settle")).count());
    assertEquals(ExecutionView.Status.FAILED, scene.view(arn).status());
    assertEquals("com.example.Broken", scene.view(arn).error());
  }

  @Test
  void an_unusable_output_is_released_without_a_retry() {
    Scene scene = settling(Scene.OUTPUT_UNUSABLE);
    String arn = scene.start(Scene.INPUT);
    scene.time.drain(JUMPS);
    assertEquals(List.of("Dispatch", "Settle", "Release"), scene.functionsCalled());
    assertEquals(Scene.OUTPUT_UNUSABLE, scene.last().payload().get("error").textValue());
    assertEquals(ExecutionView.Status.SUCCEEDED, scene.view(arn).status());
  }

  @ParameterizedTest
  @CsvSource({
    // interval, rate, cap, delays in milliseconds
    "1, 2, -1, '1000 2000 4000 8000'",
    "3, 1, -1, '3000 3000 3000 3000'",
    "2, 1.5, 5, '2000 3000 4500 5000'",
    "60, 100, -1, '60000 6000000 600000000 31622400000'",
  })
  void without_jitter_a_delay_grows_by_the_rate_up_to_its_cap(
      int interval, BigDecimal rate, int cap, String expected) {
    OptionalInt limit = cap < 0 ? OptionalInt.empty() : OptionalInt.of(cap);
    Retrier retrier = new Retrier(new ErrorMatch(List.of()), interval, 4, rate, limit, false);
    List<String> delays = new ArrayList<>();
    for (int number = 1; number <= 4; number++) {
      delays.add(String.valueOf(retrier.delay(number, RandomGenerator.getDefault()).toMillis()));
    }
    assertEquals(expected, String.join(" ", delays));
  }

  private static Scene settling(String error) {
    Scene scene = new Scene(Scene.deployedDefinition());
    return scene.scripted(call -> {
      switch (call.function()) {
        case "Dispatch" -> scene.machines.succeedTask(call.token(), Json.MAPPER.createObjectNode());
        case "Settle" -> call.fails(error);
        default -> call.returns();
      }
    });
  }

  /** Fails each dispatch by its token with the next error; everything else returns. */
  private static void answerTokensWith(Scene scene, Iterator<String> errors, String then) {
    scene.scripted(call -> {
      if (call.function().equals("Dispatch")) {
        scene.machines.failTask(call.token(), errors.hasNext() ? errors.next() : then, null);
      }
      call.returns();
    });
  }

  /** The gaps between the runs of a dispatch that is always busy. */
  private static List<Duration> delays(long seed) {
    Scene scene = new Scene(Scene.deployedDefinition(), seed, 10);
    answerTokensWith(scene, List.<String>of().iterator(), "Provider.Busy");
    scene.start(Scene.INPUT);
    scene.time.drain(JUMPS);
    List<Duration> gaps = new ArrayList<>();
    for (int index = 1; index < 21; index++) {
      gaps.add(Duration.between(scene.calls.get(index - 1).at(), scene.calls.get(index).at()));
    }
    return gaps;
  }
}
