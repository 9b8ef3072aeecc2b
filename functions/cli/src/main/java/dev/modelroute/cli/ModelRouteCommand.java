package dev.modelroute.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code modelroute}: a group. */
@Command(
    name = "modelroute",
    description = {
      "Work on a receiver of webhooks without deploying it: events come to this machine,"
          + " signed as they will be.",
      ""
    },
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done; listen: ended by Ctrl-C",
      "1:refused by the API",
      "2:wrong command line, settings or credentials",
      "3:the API can't be reached",
      "70:a fault of this program"
    },
    footerHeading = "%nEnvironment:%n",
    footer = {
      "  MODELROUTE_URL          the API",
      "  MODELROUTE_API_KEY      its key",
      "  MODELROUTE_CREDENTIALS  file of a local run to take both from; default the first",
      "                          .local/credentials.json from here upward"
    })
final class ModelRouteCommand {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and end.")
  @SuppressWarnings("UnusedVariable") // Set and read by picocli.
  private boolean help;
}
