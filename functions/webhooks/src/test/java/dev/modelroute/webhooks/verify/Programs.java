package dev.modelroute.webhooks.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Programs of this machine that a test may find, or not. */
final class Programs {
  static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("project.root"), "project.root"));

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Programs() {}

  /**
   * How a program ended.
   *
   * @param code empty when it was stopped for taking too long
   */
  record Ended(Optional<Integer> code, String said) {}

  static boolean isThere(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** Skips the test, with the reason in the build's output, unless all are there. */
  static void require(String... programs) {
    for (String program : programs) {
      if (!isThere(program)) {
        skip("there is no " + program);
      }
    }
  }

  static void skip(String reason) {
    System.out.println("Verification of webhooks, one test skipped: " + reason);
    Assumptions.abort(reason);
  }

  /** What it prints when it ends well. */
  static List<String> lines(Path folder, String... command) throws Exception {
    Ended ended = run(folder, PATIENCE, command);
    assertEquals(Optional.of(0), ended.code(), () -> List.of(command) + ": " + ended.said());
    return ended.said().lines().toList();
  }

  static Ended run(Path folder, Duration patience, String... command) throws Exception {
    Path said = Files.createTempFile("said", ".txt");
    try {
      Process process = start(folder, said, command);
      if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return new Ended(Optional.of(process.exitValue()), Files.readString(said));
      }
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      assertTrue(process.destroyForcibly().waitFor(10, TimeUnit.SECONDS));
      return new Ended(Optional.empty(), Files.readString(said));
    } finally {
      Files.delete(said);
    }
  }

  private static Process start(Path folder, Path said, String... command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    process.getOutputStream().close();
    return process;
  }
}
