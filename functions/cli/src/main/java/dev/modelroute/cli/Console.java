package dev.modelroute.cli;

import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import java.util.Locale;

/**
 * What a command says: lines for people, or with {@code --json} one JSON object a line. Results go
 * to standard output, everything else to standard error.
 */
final class Console {
  private final Surroundings.Streams streams;
  private final boolean json;

  Console(Surroundings.Streams streams, boolean json) {
    this.streams = streams;
    this.json = json;
  }

  boolean isJson() {
    return json;
  }

  /** A result. */
  void result(JsonObject machine, String human) {
    streams.out().println(json ? machine.toText() : printable(human));
  }

  /** A part of a result that machines get otherwise. */
  void human(String line) {
    if (!json) {
      streams.out().println(printable(line));
    }
  }

  /** Bytes of somebody else, as they are. */
  void raw(String text) {
    streams.out().print(text);
    streams.out().flush();
  }

  /** Something worth knowing that is no result. */
  void note(String line) {
    streams.err().println(json ? note("note", line).toText() : printable(line));
  }

  /** A wrong command line, setting or credential; answers the exit code. */
  int usage(String reason) {
    streams.err().println(json ? note("usage", reason).toText() : "modelroute: " + reason);
    return ExitCode.USAGE;
  }

  /** Says why a call failed and answers the exit code. */
  int failed(ApiAnswer.Failed failed) {
    return switch (failed) {
      case ApiAnswer.Refused refused -> {
        streams.err().println(json ? machine(refused).toText() : human(refused));
        yield ExitCode.REFUSED;
      }
      case ApiAnswer.Unreachable unreachable -> {
        streams
            .err()
            .println(
                json
                    ? note("unreachable", unreachable.reason()).toText()
                    : "modelroute: " + oneLine(unreachable));
        yield ExitCode.UNREACHABLE;
      }
    };
  }

  /** One line: code, the API's message and the id to report. */
  static String oneLine(ApiAnswer.Failed failed) {
    return switch (failed) {
      case ApiAnswer.Refused refused ->
          printable(
              refused.code()
                  + ": "
                  + refused.message()
                  + refused.requestId().map(id -> " (request " + id + ")").orElse(""));
      case ApiAnswer.Unreachable(String reason) -> "the API can't be reached: " + reason;
    };
  }

  private static String human(ApiAnswer.Refused refused) {
    StringBuilder text = new StringBuilder("modelroute: " + oneLine(refused));
    refused.details().forEach(detail -> text.append("\n  ").append(printable(detail)));
    refused
        .retryAfter()
        .ifPresent(wait ->
            text.append(String.format(Locale.ROOT, "%n  try again in %d s", wait.toSeconds())));
    return text.toString();
  }

  private static JsonObject machine(ApiAnswer.Refused refused) {
    JsonObject.Builder error =
        JsonObject.builder()
            .put("type", "refused")
            .put("status_code", refused.status())
            .put("code", refused.code())
            .put("message", refused.message())
            .put("request_id", refused.requestId().orElse(null));
    if (!refused.details().isEmpty()) {
      error.put("details", JsonArray.ofStrings(refused.details()));
    }
    refused.retryAfter().ifPresent(wait -> error.put("retry_after_seconds", wait.toSeconds()));
    return JsonObject.builder().put("error", error.build()).build();
  }

  private static JsonObject note(String type, String message) {
    JsonObject inner = JsonObject.builder().put("type", type).put("message", message).build();
    return JsonObject.builder().put(type.equals("note") ? "note" : "error", inner).build();
  }

  /** Text of the server can't steer the terminal. */
  private static String printable(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}&&[^\n]]", "�");
  }
}
