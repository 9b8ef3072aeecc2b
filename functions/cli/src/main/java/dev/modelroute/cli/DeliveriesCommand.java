package dev.modelroute.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code modelroute deliveries}: a group. */
@Command(
    name = "deliveries",
    description = "Look at deliveries, and have them made again.",
    synopsisSubcommandLabel = "COMMAND")
final class DeliveriesCommand {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and end.")
  @SuppressWarnings("UnusedVariable") // Set and read by picocli.
  private boolean help;
}
