package dev.modelroute.cli;

import dev.modelroute.core.json.JsonObject;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code modelroute trigger}. */
@Command(name = "trigger", description = "Send a test event to an endpoint.")
final class TriggerCommand extends ApiCommand {
  @Parameters(
      paramLabel = "EVENT",
      description =
          "execution.started, execution.completed, execution.failed or execution.cancelled.")
  private String event = "";

  @Option(
      names = "--endpoint",
      paramLabel = "ID",
      description = "To this endpoint; default the one that listen uses.")
  private Optional<String> endpoint = Optional.empty();

  TriggerCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  int run(ApiClient api, Console console) {
    PullEndpoints.Found target =
        endpoint
            .<PullEndpoints.Found>map(id -> new PullEndpoints.Found.At(id("wh", id)))
            .orElseGet(() -> new PullEndpoints(api).subscribedTo(event));
    return switch (target) {
      case PullEndpoints.Found.At(String id) -> trigger(id, api, console);
      case PullEndpoints.Found.None ignored ->
          console.usage(
              "No endpoint listens to " + event + ": start modelroute listen, or give --endpoint.");
      case PullEndpoints.Found.Failed(ApiAnswer.Failed why) -> console.failed(why);
    };
  }

  private int trigger(String id, ApiClient api, Console console) {
    JsonObject request = JsonObject.builder().put("event_type", event).build();
    return switch (api.post("/v1/webhooks/endpoints/" + id + "/test", request)) {
      case ApiAnswer.Answered(JsonObject answer, var at) -> {
        String delivery = answer.string("id").map(made -> " as " + made).orElse("");
        console.result(answer, event + " sent to " + id + delivery);
        yield ExitCode.OK;
      }
      case ApiAnswer.Failed failed -> console.failed(failed);
    };
  }
}
