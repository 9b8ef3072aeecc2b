package dev.modelroute.core.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExecutionStateTest {
  @Test
  void the_picture_of_all_moves_is_the_contracts() {
    assertEquals(
        """
        from / to         PEN PRO AWA COM FAI CAN EXP
        PENDING           .   x   .   .   x   x   x
        PROCESSING        .   .   x   x   x   x   x
        AWAITING_WEBHOOK  .   x   .   x   x   x   x
        COMPLETED         .   .   .   .   .   .   .
        FAILED            .   .   .   .   .   .   .
        CANCELLED         .   .   .   .   .   .   .
        EXPIRED           .   .   .   .   .   .   .
        """,
        picture());
  }

  @Test
  void exactly_what_has_no_successor_is_terminal() {
    for (ExecutionState state : ExecutionState.values()) {
      boolean goesOn = Arrays.stream(ExecutionState.values()).anyMatch(state::mayBecome);
      assertEquals(!goesOn, state.isTerminal(), state.name());
    }
  }

  private static String picture() {
    StringBuilder lines = new StringBuilder("from / to         ");
    lines.append(
        Arrays.stream(ExecutionState.values())
            .map(state -> state.name().substring(0, 3))
            .collect(Collectors.joining(" ", "", "\n")));
    for (ExecutionState from : ExecutionState.values()) {
      String row =
          Arrays.stream(ExecutionState.values())
              .map(to -> from.mayBecome(to) ? "x" : ".")
              .collect(Collectors.joining("   "));
      lines.append("%-18s%s%n".formatted(from, row).replace(System.lineSeparator(), "\n"));
    }
    return lines.toString();
  }
}
