package dev.modelroute.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.modelroute.local.Tour;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README's tour, as it is written there. */
final class TourTest {
  @Test
  void every_step_of_the_readme_holds() throws Exception {
    for (String tool : List.of("bash", "curl", "openssl", "sed", "grep", "awk", "od", "tr")) {
      skipUnless(isThere(tool), "there is no " + tool);
    }
    Platform platform = Platform.shared();
    skipUnless(platform.credentials().isPresent(), "the tour is for a fresh local run");
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8)) {
      boolean held =
          new Tour(
                  Platform.ROOT,
                  platform.operator().url(),
                  platform.credentials().orElseThrow(),
                  out)
              .run();
      assertTrue(held, () -> shown.toString(StandardCharsets.UTF_8));
    }
    assertTrue(Tour.steps(Files.readString(Platform.ROOT.resolve("README.md"))).size() >= 5);
  }

  private static boolean isThere(String tool) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(java.io.File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }

  private static void skipUnless(boolean condition, String reason) {
    if (!condition) {
      System.out.println("TourTest skipped: " + reason);
    }
    assumeTrue(condition, reason);
  }
}
