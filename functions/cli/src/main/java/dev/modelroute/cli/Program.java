package dev.modelroute.cli;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;

/** The commands put together. */
final class Program {
  private static final int HELP_COLUMNS = 90;

  private Program() {}

  /** Runs one command line; answers the exit code. */
  static int run(Surroundings surroundings, String... arguments) {
    return commandLine(surroundings).execute(arguments);
  }

  static CommandLine commandLine(Surroundings surroundings) {
    CommandLine deliveries =
        new CommandLine(new DeliveriesCommand())
            .addSubcommand(new ListDeliveriesCommand(surroundings))
            .addSubcommand(new ShowDeliveryCommand(surroundings))
            .addSubcommand(new ResendCommand(surroundings))
            .addSubcommand(new RecoverCommand(surroundings));
    return new CommandLine(new ModelRouteCommand())
        .addSubcommand(new ListenCommand(surroundings))
        .addSubcommand(new TriggerCommand(surroundings))
        .addSubcommand(deliveries)
        .setOut(surroundings.streams().out())
        .setErr(surroundings.streams().err())
        .setColorScheme(new ColorScheme.Builder(Ansi.OFF).build())
        .setUsageHelpWidth(HELP_COLUMNS)
        // Else "@file" arguments would read files.
        .setExpandAtFiles(false)
        .setExecutionExceptionHandler((fault, line, parsed) -> {
          line.getErr().println("modelroute: a fault of this program: " + fault);
          return ExitCode.FAULT;
        });
  }
}
