package dev.modelroute.cli;

import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code modelroute deliveries list}. */
@Command(name = "list", description = "List deliveries, newest first.")
final class ListDeliveriesCommand extends ApiCommand {
  private static final int MAX_LIMIT = 100;

  @Option(names = "--endpoint", paramLabel = "ID", description = "Only to this endpoint.")
  private Optional<String> endpoint = Optional.empty();

  @Option(names = "--execution", paramLabel = "ID", description = "Only of this execution.")
  private Optional<String> execution = Optional.empty();

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "Only with this status: SCHEDULED, DELIVERED, FAILED or PARKED.")
  private Optional<String> status = Optional.empty();

  @Option(names = "--limit", paramLabel = "N", description = "At most so many, 1 to 100.")
  private int limit = 20;

  @Option(
      names = "--cursor",
      paramLabel = "CURSOR",
      description = "Go on where the list before ended.")
  private Optional<String> cursor = Optional.empty();

  ListDeliveriesCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  int run(ApiClient api, Console console) {
    return switch (api.get("/v1/webhooks/deliveries" + query(parameters()))) {
      case ApiAnswer.Answered(JsonObject page, var at) -> {
        show(page, console);
        yield ExitCode.OK;
      }
      case ApiAnswer.Failed failed -> console.failed(failed);
    };
  }

  private List<String> parameters() {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw wrong("--limit goes from 1 to " + MAX_LIMIT);
    }
    List<String> parameters = new ArrayList<>(List.of("limit", Integer.toString(limit)));
    endpoint.ifPresent(id -> parameters.addAll(List.of("endpoint_id", id("wh", id))));
    execution.ifPresent(id -> parameters.addAll(List.of("execution_id", id("exec", id))));
    status.ifPresent(state -> parameters.addAll(List.of("status", state.toUpperCase(Locale.ROOT))));
    cursor.ifPresent(text -> parameters.addAll(List.of("cursor", text)));
    return parameters;
  }

  private static void show(JsonObject page, Console console) {
    StringBuilder table = new StringBuilder(row("DELIVERY", "EVENT", "STATUS", "ATTEMPTS", "MADE"));
    for (Json item : page.array("data").orElse(JsonArray.EMPTY).items()) {
      if (item instanceof JsonObject delivery) {
        table
            .append('\n')
            .append(
                row(
                    shown(delivery, "id"),
                    shown(delivery, "event_type"),
                    shown(delivery, "status"),
                    shown(delivery, "attempt_count"),
                    shown(delivery, "created_at")));
      }
    }
    page.string("next_cursor")
        .ifPresent(next -> table.append("\nmore with --cursor ").append(next));
    console.result(page, table.toString());
  }

  private static String row(String... cells) {
    return String.format(Locale.ROOT, "%-40s %-20s %-10s %8s  %s", (Object[]) cells);
  }
}
