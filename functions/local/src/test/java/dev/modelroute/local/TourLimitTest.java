package dev.modelroute.local;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TourLimitTest {
  private static final String HEAD = "<!-- tour:begin -->\n";
  private static final String TAIL = "<!-- tour:end -->\n";

  @TempDir private Path root;

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  @Test
  void a_command_that_hangs_is_ended_and_fails_the_tour() throws IOException {
    readme("echo before; sleep 300; echo after");

    boolean held = assertTimeout(Duration.ofSeconds(60), () -> tour(Duration.ofSeconds(1)));

    assertFalse(held);
    String text = shown.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains("  before\n  the commands took longer than 1000 ms"), text);
  }

  @Test
  void a_command_that_ends_in_time_holds() throws Exception {
    readme("echo enough");

    assertTrue(tour(Duration.ofSeconds(60)), shown.toString(StandardCharsets.UTF_8));
  }

  private boolean tour(Duration limit) throws IOException, InterruptedException {
    PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
    return new Tour(root, URI.create("http://127.0.0.1:1"), root.resolve("keys.json"), out, limit)
        .run();
  }

  private void readme(String commands) throws IOException {
    Files.writeString(root.resolve("README.md"), HEAD + "```bash\n" + commands + "\n```\n" + TAIL);
  }
}
