package dev.modelroute.provider.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.catalog.Dimension;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.provider.AttemptContext;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.core.provider.CallbackCheck;
import dev.modelroute.core.provider.FailureAction;
import dev.modelroute.core.provider.ProviderAdapter;
import dev.modelroute.core.provider.ProviderJob;
import dev.modelroute.core.provider.ProviderOutput;
import dev.modelroute.core.provider.ProviderResult;
import dev.modelroute.core.provider.RawCallback;
import dev.modelroute.provider.ContractCase;
import dev.modelroute.provider.ModelsFile;
import dev.modelroute.provider.ProviderContract;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatorAdapterTest extends ProviderContract {
  private final SimulatorBench bench = new SimulatorBench();
  private final SimulatorAdapter simulator = bench.simulator;

  @Override
  protected ProviderAdapter adapter() {
    return simulator;
  }

  @Override
  protected void timePasses() {
    bench.now = bench.now.plusSeconds(1);
  }

  @Override
  protected List<ContractCase> cases() {
    List<ContractCase> cases = new ArrayList<>();
    for (ModelsFile.Entry model : ModelsFile.of(SimulatorAdapter.class)) {
      for (Route route : model.routes()) {
        JsonObject fields =
            SimulatorBench.input("a red bicycle").with("outcome", Json.of("success"));
        cases.add(new ContractCase(model, route, fields, Map.of()));
        cases.add(
            new ContractCase(
                model,
                route,
                fields
                    .with("prompt", Json.of("\uD83D\uDE00".repeat(5000)))
                    .with("delay_ms", Json.of(1500))
                    .with("cost", Json.of("1.25")),
                Map.of()));
      }
    }
    return cases;
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void each_of_the_twelve_codes_can_be_asked_for_in_every_mode(ErrorCode code) {
    assertEquals(12, ErrorCode.values().length);
    JsonObject fields = SimulatorBench.input("x").with("outcome", Json.of(code.name()));
    for (String slug : List.of("sim-text", "sim-image-poll", "sim-image-callback")) {
      AttemptFailure failure = SimulatorBench.failure(finish(bench.submit(slug, 0, fields, 1)));
      assertEquals(code, failure.code(), slug);
      assertEquals(
          code.retryable() || code == ErrorCode.INTERNAL_ERROR,
          failure.action() != FailureAction.STOP,
          slug + " " + code);
    }
  }

  @Test
  void the_first_attempts_fail_and_the_next_one_succeeds() {
    JsonObject fields = SimulatorBench.input("x").with("fail_attempts", Json.of(2));
    assertEquals(
        ErrorCode.SERVICE_UNAVAILABLE,
        SimulatorBench.failure(bench.submit("sim-text", 0, fields, 1)).code());
    JsonObject withCode = fields.with("outcome", Json.of("RATE_LIMITED"));
    assertEquals(
        ErrorCode.RATE_LIMITED,
        SimulatorBench.failure(bench.submit("sim-text", 0, withCode, 2)).code());
    SimulatorBench.output(bench.submit("sim-text", 0, withCode, 3));
  }

  @Test
  void the_failover_model_fails_on_its_first_route_and_succeeds_on_its_second() {
    assertEquals(
        ErrorCode.MODEL_OVERLOADED,
        SimulatorBench.failure(bench.submit("sim-failover", 0, SimulatorBench.input("x"), 1))
            .code());
    SimulatorBench.output(bench.submit("sim-failover", 1, SimulatorBench.input("x"), 2));
    JsonObject fields = SimulatorBench.input("x").with("outcome", Json.of("GENERATION_FAILED"));
    assertEquals(
        ErrorCode.GENERATION_FAILED,
        SimulatorBench.failure(bench.submit("sim-failover", 0, fields, 1)).code());
    SimulatorBench.output(bench.submit("sim-failover", 1, fields, 2));
  }

  @Test
  void a_job_that_ran_is_never_repeated_in_place() {
    for (ErrorCode code : ErrorCode.values()) {
      assertTrue(SimulatorErrors.ofJob(code).action() != FailureAction.RETRY_IN_PLACE);
    }
  }

  @Test
  void a_sync_call_waits_for_its_delay_and_at_most_for_its_timeout() {
    SimulatorBench.output(
        bench.submit("sim-text", 0, SimulatorBench.input("x").with("delay_ms", Json.of(1200)), 1));
    AttemptFailure late =
        SimulatorBench.failure(
            bench.submit(
                "sim-text", 0, SimulatorBench.input("x").with("delay_ms", Json.of(3_600_000)), 1));
    assertEquals(List.of(Duration.ofMillis(1200), Duration.ofMinutes(4)), bench.pauses);
    assertEquals(ErrorCode.GENERATION_TIMEOUT, late.code());
    assertTrue(late.inDoubt());
  }

  @Test
  void a_polled_job_is_ready_exactly_when_its_delay_is_over() {
    ProviderJob job =
        bench.job("sim-video", SimulatorBench.input("x").with("delay_ms", Json.of(5000)));
    assertInstanceOf(ProviderResult.Running.class, simulator.poll(job));
    bench.now = bench.now.plusMillis(4999);
    assertInstanceOf(ProviderResult.Running.class, simulator.poll(job));
    bench.now = bench.now.plusMillis(1);
    SimulatorBench.output(simulator.poll(job));
    SimulatorBench.output(simulator.poll(job));
    assertEquals(List.of(), bench.pauses);
    assertEquals(List.of(), bench.planned);
  }

  @Test
  void a_callback_comes_after_the_delay_signed_and_verifies() {
    bench.job("sim-image-callback", SimulatorBench.input("x").with("delay_ms", Json.of(5000)));
    assertEquals(
        List.of(Duration.ofSeconds(5)),
        bench.planned.stream().map(SimulatorBench.Planned::delay).toList());
    bench.now = bench.now.plusSeconds(5);
    bench.planned.forEach(each -> each.action().run());
    RawCallback callback = bench.posts.getFirst().received();
    assertEquals(URI.create("http://127.0.0.1:9/cb"), bench.posts.getFirst().target());
    assertEquals(CallbackCheck.TRUSTED, simulator.verify(callback));
    byte[] tampered = callback.body().clone();
    tampered[0] ^= 1;
    assertEquals(
        CallbackCheck.FORGED, simulator.verify(new RawCallback(callback.headers(), tampered)));
    bench.now = bench.now.plusSeconds(300);
    assertEquals(CallbackCheck.TRUSTED, simulator.verify(callback));
    bench.now = bench.now.plusSeconds(1);
    assertEquals(CallbackCheck.FORGED, simulator.verify(callback));
  }

  @Test
  void callbacks_can_be_lost_late_or_doubled() {
    JsonObject fields = SimulatorBench.input("x").with("delay_ms", Json.of(1000));
    bench.job("sim-image-callback", fields.with("callback", Json.of("lost")));
    assertEquals(List.of(), bench.planned);
    bench.job("sim-image-callback", fields.with("callback", Json.of("late")));
    assertEquals(Duration.ofSeconds(91), bench.planned.getFirst().delay());
    bench.planned.clear();
    bench.job("sim-image-callback", fields.with("callback", Json.of("duplicate")));
    bench.planned.forEach(each -> each.action().run());
    assertEquals(2, bench.posts.size());
    assertEquals(bench.posts.getFirst(), bench.posts.getLast());
  }

  @Test
  void a_callback_route_without_an_address_is_polled() {
    ContractCase each = SimulatorBench.each("sim-image-callback", 0, SimulatorBench.input("x"));
    AttemptContext attempt = new AttemptContext("exe_1:1", Duration.ofSeconds(9), null);
    var accepted =
        simulator.submit(simulator.translate(each.route(), SimulatorBench.inputOf(each), attempt));
    SimulatorBench.output(finish(accepted));
    assertEquals(List.of(), bench.planned);
  }

  @Test
  void cost_is_what_the_input_says_and_four_cents_when_it_says_nothing() {
    ProviderOutput said =
        SimulatorBench.output(
            bench.submit(
                "sim-text", 0, SimulatorBench.input("x").with("cost", Json.of("1.000000001")), 1));
    assertEquals(1_000_000_001, said.usage().of(Dimension.SIMULATED_NANO));
    assertEquals(Money.parse("1.000000001"), said.providerCost());
    ProviderOutput silent =
        SimulatorBench.output(bench.submit("sim-text", 0, SimulatorBench.input("x"), 1));
    assertEquals(40_000_000, silent.usage().of(Dimension.SIMULATED_NANO));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"prompt\":7}",
        "{\"prompt\":\"x\",\"delay_ms\":-1}",
        "{\"prompt\":\"x\",\"delay_ms\":0.5}",
        "{\"prompt\":\"x\",\"delay_ms\":3600001}",
        "{\"prompt\":\"x\",\"cost\":\"-1\"}",
        "{\"prompt\":\"x\",\"cost\":1}",
        "{\"prompt\":\"x\",\"outcome\":\"MAYBE\"}",
        "{\"prompt\":\"x\",\"output\":\"none\"}",
        "{\"prompt\":\"x\",\"callback\":\"never\"}",
        "{\"prompt\":\"x\",\"fail_attempts\":101}"
      })
  void knobs_out_of_range_are_the_callers_fault(String fields) {
    JsonObject input = StrictJson.trusted(fields);
    assertEquals(
        ErrorCode.INPUT_VALIDATION_ERROR,
        SimulatorBench.failure(bench.submit("sim-text", 0, input, 1)).code());
  }
}
