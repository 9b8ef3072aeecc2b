package dev.modelroute.core.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.money.Resolution;
import dev.modelroute.core.webhook.EventType;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndingTest {
  private static final Money HOLD = Money.parse("0.048");

  private static final Map<Ending, Optional<ErrorCode>> ENDINGS =
      Map.of(
          new Ending.Completed(JsonObject.EMPTY, Money.parse("0.05")), Optional.empty(),
          new Ending.Failed(ErrorCode.RATE_LIMITED), Optional.of(ErrorCode.RATE_LIMITED),
          new Ending.Cancelled(), Optional.empty(),
          new Ending.Expired(), Optional.of(ErrorCode.GENERATION_TIMEOUT));

  @Test
  void every_ending_resolves_exactly_the_hold_and_has_its_code() {
    ENDINGS.forEach((ending, code) -> {
      Resolution resolution = ending.resolution(HOLD);
      assertEquals(HOLD, resolution.captured().plus(resolution.released()), ending.toString());
      assertEquals(code, ending.error(), ending.toString());
      assertEquals(
          ending instanceof Ending.Completed,
          resolution.captured().isPositive(),
          ending.toString());
    });
  }

  @Test
  void every_state_but_two_has_an_event() {
    assertEquals(EventType.STARTED, EventType.of(ExecutionState.PROCESSING));
    assertEquals(EventType.COMPLETED, EventType.of(ExecutionState.COMPLETED));
    assertEquals(EventType.FAILED, EventType.of(ExecutionState.FAILED));
    assertEquals(EventType.FAILED, EventType.of(ExecutionState.EXPIRED));
    assertEquals(EventType.CANCELLED, EventType.of(ExecutionState.CANCELLED));
    assertThrows(IllegalArgumentException.class, () -> EventType.of(ExecutionState.PENDING));
    assertThrows(
        IllegalArgumentException.class, () -> EventType.of(ExecutionState.AWAITING_WEBHOOK));
  }
}
