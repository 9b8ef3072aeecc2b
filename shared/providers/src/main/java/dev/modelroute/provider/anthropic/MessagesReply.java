package dev.modelroute.provider.anthropic;

import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.provider.ProviderOutput;
import dev.modelroute.core.provider.ProviderRequest;
import dev.modelroute.core.provider.ProviderResult;
import dev.modelroute.provider.http.HttpReply;
import dev.modelroute.provider.http.Reported;
import dev.modelroute.provider.http.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads a message: the canonical text output, or why there is none. */
final class MessagesReply {
  private final AnthropicErrors errors;

  MessagesReply(AnthropicErrors errors) {
    this.errors = errors;
  }

  ProviderResult read(ProviderRequest request, HttpReply reply) {
    Optional<JsonObject> body = reply.json();
    if (body.isEmpty()) {
      return new ProviderResult.Failed(errors.unreadable(reply));
    }
    if (body.get().string("type").filter("error"::equals).isPresent()) {
      return new ProviderResult.Failed(errors.inside(reply.status(), body.get()));
    }
    return read(request, body.get());
  }

  private ProviderResult read(ProviderRequest request, JsonObject body) {
    if (body.array("content").isEmpty()) {
      return failed(Verdict.UNUSABLE, "no content in the answer");
    }
    return switch (body.string("stop_reason").orElse("")) {
      case "refusal" -> failed(Verdict.MODERATED, "the model refused");
      case "end_turn", "stop_sequence" -> succeeded(request, body, "stop");
      case "max_tokens", "model_context_window_exceeded" -> succeeded(request, body, "length");
      // We offer no tools, so nothing may be called and nothing paused for.
      case "tool_use", "pause_turn" ->
          failed(
              new Verdict(ErrorCode.INTERNAL_ERROR, Verdict.Kind.NEXT_ALARM),
              "the model called a tool");
      default -> failed(Verdict.UNUSABLE, "no known stop reason");
    };
  }

  private ProviderResult succeeded(ProviderRequest request, JsonObject body, String finish) {
    String text = text(body);
    if (text.isEmpty() && finish.equals("stop")) {
      return failed(Verdict.NO_RESULT, "empty text");
    }
    JsonObject usage = body.object("usage").orElse(JsonObject.EMPTY);
    long fresh = Reported.count(usage, "input_tokens");
    long read = Reported.count(usage, "cache_read_input_tokens");
    long written = Reported.count(usage, "cache_creation_input_tokens");
    long output = Reported.count(usage, "output_tokens");
    boolean sensible = fresh >= 0 && read >= 0 && written >= 0 && output >= 0;
    long input = sensible ? sum(fresh, read, written) : Reported.INVALID;
    if (input < 0 || input > Reported.MAX_INPUT_TOKENS) {
      return failed(Verdict.UNUSABLE, "the usage is no count of tokens");
    }
    long cap = Math.max(0, request.body().whole("max_tokens").orElse(output));
    long bounded = Math.min(output, cap);
    JsonObject canonical =
        JsonObject.builder()
            .put("text", text)
            .put("finish_reason", finish)
            .put("usage", Reported.textUsage(input, bounded, read))
            .build();
    return new ProviderResult.Succeeded(
        new ProviderOutput(
            canonical, List.of(), Reported.tokens(request, input, bounded, read), null));
  }

  private static long sum(long fresh, long read, long written) {
    long most = Reported.MAX_INPUT_TOKENS;
    return fresh > most || read > most || written > most
        ? Reported.INVALID
        : fresh + read + written;
  }

  /** What the model thought is not what it answered. */
  private static String text(JsonObject body) {
    return body.array("content").orElse(JsonArray.EMPTY).items().stream()
        .map(MessagesReply::blockText)
        .collect(Collectors.joining());
  }

  private static String blockText(Json block) {
    return block instanceof JsonObject fields
            && fields.string("type").filter("text"::equals).isPresent()
        ? fields.string("text").orElse("")
        : "";
  }

  private ProviderResult failed(Verdict verdict, String reason) {
    return new ProviderResult.Failed(errors.of(verdict, reason));
  }
}
