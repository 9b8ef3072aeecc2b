package dev.modelroute.provider.openaicompatible;

import dev.modelroute.core.catalog.Dimension;
import dev.modelroute.core.catalog.Usage;
import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonNull;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.MalformedJsonException;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.core.provider.ProviderOutput;
import dev.modelroute.core.provider.ProviderRequest;
import dev.modelroute.core.provider.ProviderResult;
import dev.modelroute.provider.http.HttpReply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a reply of chat completions: the canonical text output, or why there is none. */
final class ChatReply {
  private final OpenAiErrors errors;

  ChatReply(OpenAiErrors errors) {
    this.errors = errors;
  }

  ProviderResult read(ProviderRequest request, HttpReply reply) {
    if (!reply.isSuccess()) {
      return new ProviderResult.Failed(errors.refused(reply));
    }
    @Nullable JsonObject body = parse(reply);
    if (body == null) {
      return new ProviderResult.Failed(errors.unreadable(reply));
    }
    if (isError(body)) {
      return new ProviderResult.Failed(errors.inside(ErrorSignal.of(reply.status(), body)));
    }
    Optional<JsonObject> choice =
        body.array("choices").map(JsonArray::items).filter(choices -> !choices.isEmpty()).stream()
            .map(List::getFirst)
            .filter(JsonObject.class::isInstance)
            .map(JsonObject.class::cast)
            .findFirst();
    return choice.isEmpty() || choice.get().object("message").isEmpty()
        ? failed("no choice in the answer")
        : read(request, body, choice.get());
  }

  private ProviderResult read(ProviderRequest request, JsonObject body, JsonObject choice) {
    JsonObject message = choice.object("message").orElse(JsonObject.EMPTY);
    String finish = choice.string("finish_reason").orElse("");
    if (message.string("refusal").filter(text -> !text.isEmpty()).isPresent()) {
      return new ProviderResult.Failed(errors.moderated("the model refused"));
    }
    return switch (finish) {
      case "content_filter" ->
          new ProviderResult.Failed(errors.moderated("the content filter ended the answer"));
      case "stop", "eos" -> succeeded(request, body, text(message), "stop");
      case "length" -> succeeded(request, body, text(message), "length");
      // We offer no tools, so nothing may be called.
      case "tool_calls", "function_call" ->
          new ProviderResult.Failed(
              errors.unusable(ErrorCode.INTERNAL_ERROR, "the model called a tool"));
      default -> failed("no known finish reason");
    };
  }

  private ProviderResult succeeded(
      ProviderRequest request, JsonObject body, String text, String finish) {
    if (text.isEmpty() && finish.equals("stop")) {
      return new ProviderResult.Failed(errors.empty());
    }
    Optional<TokenCount> count = TokenCount.of(body, request, text);
    if (count.isEmpty()) {
      return failed("the usage is no count of tokens");
    }
    TokenCount tokens = count.get();
    JsonObject canonical =
        JsonObject.builder()
            .put("text", text)
            .put("finish_reason", finish)
            .put(
                "usage",
                JsonObject.builder()
                    .put("input_tokens", tokens.input())
                    .put("output_tokens", tokens.output())
                    .put("cached_input_tokens", tokens.cached())
                    .build())
            .build();
    return new ProviderResult.Succeeded(
        new ProviderOutput(canonical, List.of(), usage(request, tokens), null));
  }

  /** Cached tokens are counted apart only where the route has a price of their own for them. */
  private static Usage usage(ProviderRequest request, TokenCount tokens) {
    boolean cachedPriced =
        request.route().prices().stream()
            .anyMatch(price -> price.dimension() == Dimension.CACHED_INPUT_TOKEN);
    Map<Dimension, Long> units = new HashMap<>();
    units.put(Dimension.INPUT_TOKEN, tokens.input() - (cachedPriced ? tokens.cached() : 0));
    units.put(Dimension.OUTPUT_TOKEN, tokens.output());
    if (cachedPriced) {
      units.put(Dimension.CACHED_INPUT_TOKEN, tokens.cached());
    }
    return new Usage(units);
  }

  private static @Nullable JsonObject parse(HttpReply reply) {
    if (!reply.isJson()) {
      return null;
    }
    try {
      return StrictJson.parseObject(reply.body());
    } catch (MalformedJsonException malformed) {
      return null;
    }
  }

  private static boolean isError(JsonObject body) {
    return body.string("object").filter("error"::equals).isPresent()
        || body.get("error").filter(error -> !(error instanceof JsonNull)).isPresent();
  }

  /** A text, or the texts of parts; parts that hold a model's thinking are not the answer. */
  private static String text(JsonObject message) {
    return message
        .string("content")
        .orElseGet(() ->
            message.array("content").orElse(JsonArray.EMPTY).items().stream()
                .map(ChatReply::partText)
                .collect(Collectors.joining()));
  }

  private static String partText(Json part) {
    return part instanceof JsonObject fields
            && fields.string("type").filter("text"::equals).isPresent()
        ? fields.string("text").orElse("")
        : "";
  }

  private ProviderResult failed(String reason) {
    AttemptFailure failure = errors.unusable(ErrorCode.GENERATION_FAILED, reason);
    return new ProviderResult.Failed(failure);
  }
}
