package dev.modelroute.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** The options every command has. */
final class Options {
  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The API; default MODELROUTE_URL, else that of the local run.")
  private Optional<String> url = Optional.empty();

  @Option(
      names = "--api-key",
      paramLabel = "KEY",
      description =
          "Its key. Others on this machine can see it among the processes: prefer"
              + " MODELROUTE_API_KEY.")
  private Optional<String> apiKey = Optional.empty();

  @Option(names = "--json", description = "Answer in JSON, one object a line.")
  private boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and end.")
  @SuppressWarnings("UnusedVariable") // Set and read by picocli.
  private boolean help;

  Optional<String> url() {
    return url;
  }

  Optional<String> apiKey() {
    return apiKey;
  }

  boolean isJson() {
    return json;
  }
}
