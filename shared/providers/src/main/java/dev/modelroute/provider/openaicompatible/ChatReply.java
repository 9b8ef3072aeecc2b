package dev.modelroute.provider.openaicompatible;

import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.core.provider.ProviderOutput;
import dev.modelroute.core.provider.ProviderRequest;
import dev.modelroute.core.provider.ProviderResult;
import dev.modelroute.provider.http.HttpReply;
import dev.modelroute.provider.http.Reported;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads a reply of chat completions: the canonical text output, or why there is none. */
final class ChatReply {
  private final OpenAiErrors errors;

  ChatReply(OpenAiErrors errors) {
    this.errors = errors;
  }

  ProviderResult read(ProviderRequest request, HttpReply reply) {
    return switch (JsonAnswer.of(errors, reply)) {
      case JsonAnswer.Failure(AttemptFailure failure) -> new ProviderResult.Failed(failure);
      case JsonAnswer.Body(JsonObject body) -> read(request, body);
    };
  }

  private ProviderResult read(ProviderRequest request, JsonObject body) {
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
      return new ProviderResult.Failed(errors.empty("text"));
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
            .put("usage", Reported.textUsage(tokens.input(), tokens.output(), tokens.cached()))
            .build();
    return new ProviderResult.Succeeded(
        new ProviderOutput(
            canonical,
            List.of(),
            Reported.tokens(request, tokens.input(), tokens.output(), tokens.cached()),
            null));
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
