package dev.modelroute.local;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the local run is set up.
 *
 * @param port of the API on 127.0.0.1; 0 = any free one
 * @param dataDirectory where everything is kept between runs; null = in memory
 * @param timeScale 60 = a minute of backoff passes in a second
 * @param stateMachine the deployed definition, {@code execution.asl.json}
 * @param credentialsFile where the keys of this run are written
 * @param environment provider keys and the like, by their usual names
 */
public record LocalSettings(
    int port,
    @Nullable Path dataDirectory,
    double timeScale,
    Path stateMachine,
    Path credentialsFile,
    Map<String, String> environment) {

  public LocalSettings {
    environment = Map.copyOf(environment);
    if (timeScale <= 0) {
      throw new IllegalArgumentException("MODELROUTE_TIME_SCALE must be greater than 0");
    }
  }

  /**
   * Reads {@code MODELROUTE_PORT}, {@code MODELROUTE_DATA}, {@code MODELROUTE_TIME_SCALE} and
   * {@code MODELROUTE_CREDENTIALS}.
   */
  public static LocalSettings of(Map<String, String> environment, Path root) {
    return new LocalSettings(
        number(environment, "MODELROUTE_PORT").map(Double::intValue).orElse(8080),
        text(environment, "MODELROUTE_DATA").map(Path::of).orElse(null),
        number(environment, "MODELROUTE_TIME_SCALE").orElse(1.0),
        root.resolve("infra-cdk/src/main/resources/execution.asl.json"),
        root.resolve(text(environment, "MODELROUTE_CREDENTIALS").orElse(".local/credentials.json")),
        environment);
  }

  private static Optional<String> text(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  private static Optional<Double> number(Map<String, String> environment, String name) {
    try {
      return text(environment, name).map(Double::valueOf);
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(name + " must be a number", notANumber);
    }
  }
}
