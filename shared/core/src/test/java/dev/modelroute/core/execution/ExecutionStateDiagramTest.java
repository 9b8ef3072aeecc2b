package dev.modelroute.core.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The picture of the states that is checked in is the table of legal moves. {@code -Ddiagram=write}
 * writes it anew.
 */
class ExecutionStateDiagramTest {
  private static final Path PAGE =
      Path.of(
          Objects.requireNonNull(System.getProperty("project.root"), "project.root"),
          "shared/core/EXECUTION_STATES.md");

  @Test
  void the_checked_in_diagram_shows_the_legal_moves() throws IOException {
    if ("write".equals(System.getProperty("diagram"))) {
      Files.writeString(PAGE, page());
    }
    assertEquals(page(), Files.readString(PAGE), "stale: run this test with -Ddiagram=write");
  }

  private static String page() {
    StringBuilder lines =
        new StringBuilder(
            """
            # States of an execution

            Drawn from the table of legal moves in [`ExecutionState`](src/main/java/dev/modelroute/core/execution/ExecutionState.java); a test fails when this
            page is stale. Nothing leaves a terminal state; the hold is captured or released in the transaction that enters it.

            ```mermaid
            stateDiagram-v2
                [*] --> PENDING
            """);
    for (ExecutionState from : ExecutionState.values()) {
      for (ExecutionState to : ExecutionState.values()) {
        if (from.mayBecome(to)) {
          lines.append("    ").append(from).append(" --> ").append(to).append('\n');
        }
      }
    }
    for (ExecutionState state : ExecutionState.values()) {
      if (state.isTerminal()) {
        lines.append("    ").append(state).append(" --> [*]\n");
      }
    }
    return lines.append("```\n").toString();
  }
}
