package dev.modelroute.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.local.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The local run as {@code mvn -Plocal} starts it: a process of its own.
 *
 * @param output where its standard output goes: a pipe nobody reads would stop it
 * @param errors where its standard error goes
 */
record LocalRun(Process process, Path output, Path errors) implements AutoCloseable {
  private static final int END_SECONDS = 20;
  private static final Duration START_PATIENCE = Duration.ofSeconds(60);

  /** Starts it, without waiting for anything. */
  static LocalRun launch(Path folder, Map<String, String> settings) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    ProcessBuilder command =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "-Dproject.root=" + Platform.ROOT,
                "-Demulators=" + System.getProperty("emulators"),
                "-classpath",
                classPath,
                Main.class.getName()));
    Path errors = folder.resolve("errors.txt");
    Path output = Files.createTempFile(folder, "output", ".txt");
    command.redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
    command.redirectOutput(output.toFile());
    command.directory(folder.toFile());
    command.environment().keySet().removeIf(name -> name.startsWith("MODELROUTE_"));
    command.environment().put("MODELROUTE_CREDENTIALS", folder.resolve("keys.json").toString());
    command.environment().put("MODELROUTE_RATE_LIMIT_PER_MINUTE", "100000");
    command.environment().putAll(settings);
    Process process = command.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return new LocalRun(process, output, errors);
  }

  /** Waits for the READY line and gives its URL. */
  String ready() {
    Waiting.until(START_PATIENCE, () -> !process.isAlive() || !readyUrl().isEmpty());
    if (readyUrl().isEmpty()) {
      throw new AssertionError("it ended without READY: " + lines(errors));
    }
    return readyUrl();
  }

  private String readyUrl() {
    return lines(output).stream()
        .filter(line -> line.matches("READY http://127\\.0\\.0\\.1:\\d+"))
        .map(line -> line.substring("READY ".length()))
        .findFirst()
        .orElse("");
  }

  /** The lines a file has so far. */
  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  void kill() throws InterruptedException {
    process.destroyForcibly();
    assertTrue(process.waitFor(END_SECONDS, TimeUnit.SECONDS), "it outlives a kill");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
