package dev.modelroute.cli;

import dev.modelroute.core.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code modelroute deliveries resend}. */
@Command(
    name = "resend",
    description = "Have an event sent once more: one attempt, the same event id and body.")
final class ResendCommand extends ApiCommand {
  @Parameters(paramLabel = "DELIVERY", description = "Its id, dlv_…")
  private String delivery = "";

  ResendCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  int run(ApiClient api, Console console) {
    String path = "/v1/webhooks/deliveries/" + id("dlv", delivery) + "/resend";
    return switch (api.post(path, JsonObject.EMPTY)) {
      case ApiAnswer.Answered(JsonObject answer, var at) -> {
        console.result(answer, "resent as " + answer.string("id").orElse(delivery));
        yield ExitCode.OK;
      }
      case ApiAnswer.Failed failed -> console.failed(failed);
    };
  }
}
