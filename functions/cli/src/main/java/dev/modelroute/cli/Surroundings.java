package dev.modelroute.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * What a command gets from outside.
 *
 * @param environment environment variables
 * @param directory where it was started
 */
record Surroundings(
    Map<String, String> environment,
    Path directory,
    InstantSource time,
    Streams streams,
    StopSignal stop) {

  Surroundings {
    environment = Map.copyOf(environment);
  }

  /**
   * Where it writes.
   *
   * @param out results
   * @param err everything else
   */
  record Streams(PrintWriter out, PrintWriter err) {}

  /** An environment variable that says something. */
  Optional<String> setting(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }
}
