package dev.modelroute.cli;

import dev.modelroute.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code modelroute deliveries recover}. */
@Command(
    name = "recover",
    description = "Have every failed event of an endpoint sent once more, up to 14 days back.")
final class RecoverCommand extends ApiCommand {
  private static final Pattern AGO = Pattern.compile("(\\d{1,5})([mhd])");

  @Parameters(paramLabel = "ENDPOINT", description = "Its id, wh_…")
  private String endpoint = "";

  @Option(
      names = "--since",
      paramLabel = "TIME",
      required = true,
      description = "From when on: 30m, 12h or 3d ago, or a time like 2026-11-20T08:00:00Z.")
  private String since = "";

  RecoverCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  int run(ApiClient api, Console console) {
    JsonObject request = JsonObject.builder().put("since", start().toString()).build();
    String path = "/v1/webhooks/endpoints/" + id("wh", endpoint) + "/recover";
    return switch (api.post(path, request)) {
      case ApiAnswer.Answered(JsonObject answer, var at) -> {
        console.result(
            answer,
            "the failed events of "
                + endpoint
                + " since "
                + shown(answer, "since")
                + " come again");
        yield ExitCode.OK;
      }
      case ApiAnswer.Failed failed -> console.failed(failed);
    };
  }

  private Instant start() {
    Matcher ago = AGO.matcher(since);
    try {
      return ago.matches() ? before(ago) : Instant.parse(since);
    } catch (DateTimeException unreadable) {
      throw wrong("--since takes 30m, 12h, 3d or a time like 2026-11-20T08:00:00Z");
    }
  }

  private Instant before(Matcher ago) {
    long count = Long.parseLong(ago.group(1));
    Duration back =
        switch (ago.group(2)) {
          case "m" -> Duration.ofMinutes(count);
          case "h" -> Duration.ofHours(count);
          default -> Duration.ofDays(count);
        };
    return surroundings().time().instant().minus(back);
  }
}
