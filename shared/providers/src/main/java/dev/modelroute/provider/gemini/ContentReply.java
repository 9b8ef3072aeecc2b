package dev.modelroute.provider.gemini;

import dev.modelroute.core.catalog.Modality;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.provider.ProviderOutput;
import dev.modelroute.core.provider.ProviderRequest;
import dev.modelroute.core.provider.ProviderResult;
import dev.modelroute.provider.http.HttpReply;
import dev.modelroute.provider.http.Reported;
import dev.modelroute.provider.http.Verdict;
import dev.modelroute.provider.media.InlineMedia;
import dev.modelroute.provider.media.OutputPictures;
import dev.modelroute.provider.media.PictureUsage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads a reply of generateContent: text or pictures, or why there is neither. */
final class ContentReply {
  private final GeminiErrors errors;

  ContentReply(GeminiErrors errors) {
    this.errors = errors;
  }

  ProviderResult read(ProviderRequest request, HttpReply reply) {
    InlineMedia media = InlineMedia.of(reply.body());
    Optional<JsonObject> body = new HttpReply(reply.status(), reply.headers(), media.json()).json();
    if (body.isEmpty()) {
      return new ProviderResult.Failed(errors.unreadable(reply));
    }
    if (body.get().object("error").isPresent()) {
      return new ProviderResult.Failed(errors.inside(reply.status(), body.get()));
    }
    Optional<String> block =
        body.get().object("promptFeedback").flatMap(feedback -> feedback.string("blockReason"));
    if (block.isPresent()) {
      return failed(Verdict.MODERATED, "the prompt was blocked: " + block.get());
    }
    Optional<JsonObject> candidate =
        body.get().array("candidates").orElse(JsonArray.EMPTY).items().stream()
            .filter(JsonObject.class::isInstance)
            .map(JsonObject.class::cast)
            .findFirst();
    return candidate.isEmpty()
        ? failed(Verdict.UNUSABLE, "no candidate in the answer")
        : read(request, body.get(), candidate.get(), media);
  }

  private ProviderResult read(
      ProviderRequest request, JsonObject body, JsonObject candidate, InlineMedia media) {
    String finish = candidate.string("finishReason").orElse("");
    Optional<Verdict> ended = GeminiErrors.ofFinish(finish);
    if (ended.isPresent()) {
      return failed(ended.get(), "finished with " + finish);
    }
    Counts counts = Counts.of(body);
    if (!counts.sensible()) {
      return failed(Verdict.UNUSABLE, "the usage is no count of tokens");
    }
    List<JsonObject> parts =
        candidate
            .object("content")
            .flatMap(content -> content.array("parts"))
            .orElse(JsonArray.EMPTY)
            .items()
            .stream()
            .filter(part -> part instanceof JsonObject object && !isThought(object))
            .map(JsonObject.class::cast)
            .toList();
    return paints(request)
        ? pictures(request, parts, counts, media)
        : text(request, parts, counts, finish.equals("MAX_TOKENS") ? "length" : "stop");
  }

  private ProviderResult text(
      ProviderRequest request, List<JsonObject> parts, Counts counts, String finish) {
    String text =
        parts.stream().flatMap(part -> part.string("text").stream()).collect(Collectors.joining());
    if (text.isEmpty() && finish.equals("stop")) {
      return failed(Verdict.NO_RESULT, "empty text");
    }
    long cap =
        request
            .body()
            .object("generationConfig")
            .flatMap(config -> config.whole("maxOutputTokens"))
            .orElse(counts.output());
    long output = Math.min(counts.output(), Math.max(cap, 0));
    JsonObject canonical =
        JsonObject.builder()
            .put("text", text)
            .put("finish_reason", finish)
            .put("usage", Reported.textUsage(counts.input(), output, counts.cached()))
            .build();
    return new ProviderResult.Succeeded(
        new ProviderOutput(
            canonical,
            List.of(),
            Reported.tokens(request, counts.input(), output, counts.cached()),
            null));
  }

  private ProviderResult pictures(
      ProviderRequest request, List<JsonObject> parts, Counts counts, InlineMedia media) {
    OutputPictures pictures = new OutputPictures();
    for (JsonObject part : parts) {
      Optional<byte[]> bytes =
          part.object("inlineData").flatMap(data -> data.string("data")).flatMap(media::bytes);
      if (bytes.isPresent() && !pictures.add(bytes.get())) {
        return failed(Verdict.UNUSABLE, "a part of the answer is no picture");
      }
    }
    if (pictures.count() == 0) {
      return failed(Verdict.NO_RESULT, "no picture in the answer");
    }
    return new ProviderResult.Succeeded(
        new ProviderOutput(
            JsonObject.builder().put("images", pictures.images()).build(),
            pictures.files(),
            PictureUsage.of(request.route(), pictures, counts.ofPictures()),
            null));
  }

  private static boolean isThought(JsonObject part) {
    return part.bool("thought").orElse(false);
  }

  private static boolean paints(ProviderRequest request) {
    return request
        .body()
        .object("generationConfig")
        .filter(config -> config.has("responseModalities"))
        .isPresent();
  }

  private ProviderResult failed(Verdict verdict, String reason) {
    return new ProviderResult.Failed(errors.of(verdict, reason));
  }

  /** Tokens as reported: cached ones are inside the input, thoughts beside the answer. */
  private record Counts(
      long input, long images, long answer, long thoughts, long cached, boolean reported) {
    static Counts of(JsonObject body) {
      JsonObject usage = body.object("usageMetadata").orElse(JsonObject.EMPTY);
      return new Counts(
          Reported.count(usage, "promptTokenCount"),
          images(usage),
          Reported.count(usage, "candidatesTokenCount"),
          Reported.count(usage, "thoughtsTokenCount"),
          Reported.count(usage, "cachedContentTokenCount"),
          body.has("usageMetadata"));
    }

    private static long images(JsonObject usage) {
      for (Json detail : usage.array("promptTokensDetails").orElse(JsonArray.EMPTY).items()) {
        if (detail instanceof JsonObject fields
            && fields.string("modality").filter(Modality.IMAGE.name()::equals).isPresent()) {
          return Reported.count(fields, "tokenCount");
        }
      }
      return 0;
    }

    boolean sensible() {
      return input >= 0
          && input <= Reported.MAX_INPUT_TOKENS
          && images >= 0
          && images <= input
          && answer >= 0
          && thoughts >= 0
          && cached >= 0
          && cached <= input;
    }

    long output() {
      return answer > Long.MAX_VALUE - thoughts ? Long.MAX_VALUE : answer + thoughts;
    }

    PictureUsage.Tokens ofPictures() {
      return new PictureUsage.Tokens(input - images, images, answer, reported);
    }
  }
}
