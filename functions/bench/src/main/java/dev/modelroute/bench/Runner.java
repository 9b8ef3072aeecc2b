package dev.modelroute.bench;

import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A local run in a process of its own, started as {@code mvn -Plocal} starts it. */
final class Runner implements AutoCloseable {
  private static final Pattern ARGUMENT = Pattern.compile("<argument>(.*?)</argument>");
  private static final String READY = "READY ";
  private static final int STOP_SECONDS = 15;

  private final Process process;
  private final URI url;
  private final double readyMillis;
  private final JsonObject credentials;

  private Runner(Process process, URI url, double readyMillis, JsonObject credentials) {
    this.process = process;
    this.url = url;
    this.readyMillis = readyMillis;
    this.credentials = credentials;
  }

  /**
   * Starts it on a free port, in memory, and waits until it is ready.
   *
   * @throws IOException when it ends before that; its error output says why
   */
  static Runner start(Path root) throws IOException {
    return start(root, List.of(), Map.of());
  }

  /**
   * As above.
   *
   * @param flags of the virtual machine, after the usual ones, which they replace
   * @param settings beside the usual ones
   */
  static Runner start(Path root, List<String> flags, Map<String, String> settings)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(root, flags)).directory(root.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("MODELROUTE_"));
    environment.put("MODELROUTE_PORT", "0");
    // A load of 50 requests a second from one key is far above what a key may do by default.
    environment.put("MODELROUTE_RATE_LIMIT_PER_MINUTE", "1000000");
    environment.putAll(settings);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    long begun = System.nanoTime();
    Process process = builder.start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    URI url = ready(output);
    double millis = (System.nanoTime() - begun) / 1e6;
    keepReading(output, root.resolve("functions/bench/target/runner.log"));
    String credentials = Files.readString(root.resolve(".local/credentials.json"));
    return new Runner(process, url, millis, StrictJson.trusted(credentials));
  }

  long processId() {
    return process.pid();
  }

  URI url() {
    return url;
  }

  /** From the start of the process to its READY line. */
  double readyMillis() {
    return readyMillis;
  }

  double residentMegabytes() throws IOException {
    return Machine.residentMegabytes(process.pid());
  }

  /** Processor time it has used so far. */
  double processorMillis() {
    return process
        .info()
        .totalCpuDuration()
        .map(Duration::toMillis)
        .map(Long::doubleValue)
        .orElse(Double.NaN);
  }

  String credential(String name) {
    return credentials.string(name).orElseThrow();
  }

  private static URI ready(BufferedReader output) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(READY)) {
        return URI.create(line.substring(READY.length()).strip());
      }
    }
    throw new IOException("the local run ended before it was ready");
  }

  /** A pipe nobody reads fills up, and then everything that logs stands still. */
  private static void keepReading(BufferedReader output, Path log) {
    Thread.ofPlatform()
        .daemon()
        .name("runner-output")
        .start(() -> {
          try (BufferedWriter lines = Files.newBufferedWriter(log)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
              lines.write(line);
              lines.newLine();
            }
          } catch (IOException ended) {
            System.err.println("the runner's output ended: " + ended.getMessage());
          }
        });
  }

  /** The flags stand in the local run's own build file and nowhere else. */
  private static List<String> command(Path root, List<String> flags) throws IOException {
    String pom = Files.readString(root.resolve("functions/local/pom.xml"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ARGUMENT
        .matcher(pom)
        .results()
        .map(found -> found.group(1))
        .map(flag -> flag.replace("${root}", root.toString()).replace("${tour}", "false"))
        .takeWhile(flag -> !flag.equals("-classpath"))
        .forEach(command::add);
    command.addAll(flags);
    command.addAll(
        List.of("-classpath", System.getProperty("java.class.path"), "dev.modelroute.local.Main"));
    return command;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stop) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
