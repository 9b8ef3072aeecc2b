package dev.modelroute.cli;

import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code modelroute deliveries show}. */
@Command(name = "show", description = "Show one delivery with its attempts.")
final class ShowDeliveryCommand extends ApiCommand {
  private static final List<String> SHOWN =
      List.of(
          "event_id",
          "event_type",
          "execution_id",
          "endpoint_id",
          "url",
          "status",
          "attempt_count",
          "next_attempt_at",
          "created_at",
          "completed_at");

  @Parameters(paramLabel = "DELIVERY", description = "Its id, dlv_…")
  private String delivery = "";

  @Option(names = "--body", description = "Print the event's exact body and nothing else.")
  private boolean body;

  ShowDeliveryCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  int run(ApiClient api, Console console) {
    return switch (api.get("/v1/webhooks/deliveries/" + id("dlv", delivery))) {
      case ApiAnswer.Answered(JsonObject found, var at) -> {
        if (body) {
          console.raw(found.string("body").orElse(""));
        } else {
          console.result(found, text(found));
        }
        yield ExitCode.OK;
      }
      case ApiAnswer.Failed failed -> console.failed(failed);
    };
  }

  private static String text(JsonObject found) {
    StringBuilder text = new StringBuilder(shown(found, "id"));
    for (String name : SHOWN) {
      text.append(String.format(Locale.ROOT, "%n  %-16s %s", name, shown(found, name)));
    }
    for (Json item : found.array("attempts").orElse(JsonArray.EMPTY).items()) {
      if (item instanceof JsonObject attempt) {
        text.append(attempt(attempt));
      }
    }
    return text.toString();
  }

  private static String attempt(JsonObject attempt) {
    return String.format(
        Locale.ROOT,
        "%n  attempt %s at %s: %s, %s ms",
        shown(attempt, "number"),
        shown(attempt, "time"),
        attempt.string("error_class").orElseGet(() -> shown(attempt, "status")),
        shown(attempt, "ms"));
  }
}
