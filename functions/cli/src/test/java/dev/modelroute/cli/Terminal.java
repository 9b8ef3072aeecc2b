package dev.modelroute.cli;

import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Somebody at a terminal: an environment, a folder, what was printed so far, and Ctrl-C. */
final class Terminal {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final StopSignal stop = new StopSignal();
  private final Map<String, String> environment = new HashMap<>();
  private Path directory = Path.of("/");
  private InstantSource time = InstantSource.system();

  /** At this API, with a key. */
  static Terminal at(ScriptedServer api) {
    return new Terminal().set("MODELROUTE_URL", api.url()).set("MODELROUTE_API_KEY", "sk_test");
  }

  Terminal set(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Terminal in(Path folder) {
    directory = folder;
    return this;
  }

  Terminal at(InstantSource now) {
    time = now;
    return this;
  }

  int run(String... arguments) {
    return Program.run(surroundings(), arguments);
  }

  CompletableFuture<Integer> start(String... arguments) {
    return CompletableFuture.supplyAsync(
        () -> run(arguments), task -> Thread.ofVirtual().start(task));
  }

  Surroundings surroundings() {
    return new Surroundings(
        environment,
        directory,
        time,
        new Surroundings.Streams(new PrintWriter(out, true), new PrintWriter(err, true)),
        stop);
  }

  void interrupt() {
    stop.ask();
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  /** Every line of the results, parsed. */
  List<JsonObject> json() {
    return out().lines().map(StrictJson::trusted).toList();
  }
}
