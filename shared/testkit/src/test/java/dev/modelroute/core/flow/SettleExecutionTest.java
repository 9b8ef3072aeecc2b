package dev.modelroute.core.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.execution.Ending;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.core.file.ObjectStore.Area;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.money.Resolution;
import dev.modelroute.testkit.flow.Machine;
import dev.modelroute.testkit.flow.PlatformOnTwins;
import dev.modelroute.testkit.flow.Script;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Settle and release: what each does to the money, and that it does it once. */
class SettleExecutionTest {
  private final PlatformOnTwins platform = new PlatformOnTwins().listening();

  @ParameterizedTest
  @CsvSource({
    "0, 10.000 0.000 0.000, 0.000",
    "0.000000001, 9.999999999 0.000 0.000000001, 0.000",
    "0.048, 9.952 0.000 0.048, 0.000",
    "0.05, 9.952 0.000 0.048, 0.002"
  })
  void the_charge_is_the_cost_and_never_more_than_the_hold(
      String cost, String money, String platformLoss) {
    platform.alpha().answers(Script.succeeds(cost));

    ExecutionId id = platform.submitted("a");

    assertEquals(money, platform.money(), cost);
    Resolution resolution = platform.execution(id).resolution().orElseThrow();
    assertEquals(platformLoss, resolution.platformLoss().toUsd(), cost);
    assertEquals(
        resolution.platformLoss().isZero() ? List.of() : List.of(2_000_000L),
        platform.rows().metrics().of(Resolver.PLATFORM_LOSS),
        "the loss is counted: " + cost);
  }

  @Test
  void settling_again_moves_nothing() {
    platform.alpha().answers(Script.paints("0.03"));
    ExecutionId id = platform.submitted("a");
    Set<String> objects = objects();

    assertEquals(new Settled.NothingToDo(), platform.useCases().settle().settle(id));
    assertEquals(
        new Settled.NothingToDo(), platform.useCases().release().release(id, ReleaseCause.FAULT));

    assertEquals("9.970 0.000 0.030", platform.money());
    assertEquals(objects, objects());
    assertEquals(2, platform.rows().webhooks().events().size());
  }

  @Test
  void a_settle_that_dies_after_its_transaction_is_over_when_repeated() {
    platform.alpha().answers(Script.paints("0.03"));
    ExecutionId id = platform.accepted("a");
    platform.points().unavailableAfter("ExecutionStore.resolveOnce");
    assertThrows(StoreUnavailableException.class, () -> platform.machine().play(id));
    platform.points().heal();
    Set<String> objects = objects();

    assertEquals(Machine.State.ENDED, platform.machine().play(id));

    assertEquals("9.970 0.000 0.030", platform.money());
    assertEquals(objects, objects(), "the same file keys");
  }

  @Test
  void settling_without_a_result_is_a_fault_of_ours() {
    ExecutionId id = platform.accepted("a");

    assertThrows(IllegalStateException.class, () -> platform.useCases().settle().settle(id));
    assertEquals("9.952 0.048 0.000", platform.money());
  }

  @Test
  void an_output_that_is_not_what_it_should_be_is_released() {
    platform.alpha().answers(Script.paints("<html>".getBytes(StandardCharsets.UTF_8), "0.03"));

    ExecutionId id = platform.submitted("a");

    assertEnded(id, new Ending.Failed(ErrorCode.GENERATION_FAILED));
  }

  @Test
  void a_cost_that_can_not_be_counted_is_released() {
    platform.routes(Script.priced("alpha", "0.000000002"));
    platform.alpha().answers(Script.succeeds("9000000000"));
    platform.credit(platform.caller().account(), "100000000");

    ExecutionId id = platform.submitted("a");

    assertEquals(new Ending.Failed(ErrorCode.GENERATION_FAILED), platform.execution(id).ending());
  }

  @ParameterizedTest
  @EnumSource(names = {"ATTEMPTS_FAILED", "EXPIRED", "FAULT"})
  void a_recorded_result_is_settled_whatever_brought_the_machine_to_release(ReleaseCause cause) {
    platform.alpha().answers(Script.paints("0.03"));
    ExecutionId id = platform.accepted("a");
    platform.useCases().dispatch().dispatch(id, "token");

    assertInstanceOf(Settled.Done.class, platform.useCases().release().release(id, cause));

    assertEquals(ExecutionState.COMPLETED, platform.execution(id).state());
    assertEquals("9.970 0.000 0.030", platform.money());
  }

  @ParameterizedTest
  @CsvSource({
    "ATTEMPTS_FAILED, FAILED, MODEL_UNAVAILABLE",
    "EXPIRED, EXPIRED, GENERATION_TIMEOUT",
    "OUTPUT_UNUSABLE, FAILED, GENERATION_FAILED",
    "FAULT, FAILED, INTERNAL_ERROR"
  })
  void release_gives_the_hold_back_with_a_code(
      ReleaseCause cause, ExecutionState state, ErrorCode code) {
    ExecutionId id = platform.accepted("a");

    platform.useCases().release().release(id, cause);

    Execution execution = platform.execution(id);
    assertEquals(state, execution.state(), cause.name());
    assertEquals(
        code, execution.ending() == null ? null : execution.ending().error().orElseThrow());
    assertEquals("10.000 0.000 0.000", platform.money(), cause.name());
    assertEquals(1, platform.rows().webhooks().events().size(), cause.name());
  }

  @Test
  void a_machine_that_was_cancelled_releases_nothing() {
    ExecutionId id = platform.accepted("a");

    assertEquals(
        new Settled.NothingToDo(),
        platform.useCases().release().release(id, ReleaseCause.CANCELLED));

    assertEquals("9.952 0.048 0.000", platform.money());
  }

  @ParameterizedTest
  @CsvSource({
    "Provider.Retryable, ATTEMPTS_FAILED",
    "Provider.Busy, ATTEMPTS_FAILED",
    "Provider.Failed, ATTEMPTS_FAILED",
    "Execution.Expired, EXPIRED",
    "States.Timeout, EXPIRED",
    "States.HeartbeatTimeout, EXPIRED",
    "Cancelled, CANCELLED",
    "com.example.Odd, OUTPUT_UNUSABLE",
    "Lambda.Unknown, FAULT",
    "'', FAULT"
  })
  void release_reads_the_machines_error(String error, ReleaseCause cause) {
    assertEquals(cause, ReleaseCause.of(error, "com.example.Odd"), error);
  }

  private Set<String> objects() {
    return platform.objects().keys(Area.FILES);
  }

  private void assertEnded(ExecutionId id, Ending ending) {
    assertEquals(ending, platform.execution(id).ending());
    assertEquals("10.000 0.000 0.000", platform.money());
  }
}
