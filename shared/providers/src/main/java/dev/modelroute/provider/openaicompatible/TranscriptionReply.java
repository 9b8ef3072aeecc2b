package dev.modelroute.provider.openaicompatible;

import dev.modelroute.core.catalog.Dimension;
import dev.modelroute.core.catalog.Usage;
import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonNumber;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.core.provider.InputFile;
import dev.modelroute.core.provider.ProviderOutput;
import dev.modelroute.core.provider.ProviderRequest;
import dev.modelroute.core.provider.ProviderResult;
import dev.modelroute.provider.http.HttpReply;
import dev.modelroute.provider.media.AudioLength;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a reply of transcriptions, plain, with times, or with speakers. */
final class TranscriptionReply {
  /** No codec that speech survives takes fewer: bounds a length that only the provider reports. */
  private static final int FEWEST_BYTES_PER_SECOND = 500;

  private static final int USUAL_BYTES_PER_SECOND = 4_000;

  private final OpenAiErrors errors;

  TranscriptionReply(OpenAiErrors errors) {
    this.errors = errors;
  }

  ProviderResult read(ProviderRequest request, HttpReply reply) {
    return switch (JsonAnswer.of(errors, reply)) {
      case JsonAnswer.Failure(AttemptFailure failure) -> new ProviderResult.Failed(failure);
      case JsonAnswer.Body(JsonObject body) -> read(request, body);
    };
  }

  private ProviderResult read(ProviderRequest request, JsonObject body) {
    Optional<String> text = body.string("text");
    Optional<List<Json>> segments = segments(request.body(), body);
    if (text.isEmpty() || segments.isEmpty()) {
      return new ProviderResult.Failed(
          errors.unusable(ErrorCode.GENERATION_FAILED, "no text, or times that are none"));
    }
    Duration length = length(request, body);
    JsonObject.Builder canonical =
        JsonObject.builder()
            .put("text", text.get())
            .putIfPresent("language", language(request.body(), body).map(Json::of))
            .put("duration_seconds", new JsonNumber(BigDecimal.valueOf(length.toMillis(), 3)));
    if (!segments.get().isEmpty()) {
      canonical.put("segments", new JsonArray(segments.get()));
    }
    long seconds = Math.ceilDiv(length.toMillis(), 1000);
    return new ProviderResult.Succeeded(
        new ProviderOutput(
            canonical.build(), List.of(), Usage.of(Dimension.AUDIO_SECOND, seconds), null));
  }

  /** Some say a code, some an English name; only codes are canonical. */
  private static Optional<String> language(JsonObject asked, JsonObject body) {
    return body.string("language")
        .filter(name -> name.matches("[a-z]{2,3}"))
        .or(() -> asked.string("language"));
  }

  /** Empty when there are some and one of them makes no sense. */
  private static Optional<List<Json>> segments(JsonObject asked, JsonObject body) {
    boolean words = asks(asked, "word");
    boolean diarized = asked.string("response_format").filter("diarized_json"::equals).isPresent();
    if (!words && !diarized && !asks(asked, "segment")) {
      return Optional.of(List.of());
    }
    List<Json> segments = new ArrayList<>();
    for (Json item : body.array(words ? "words" : "segments").orElse(JsonArray.EMPTY).items()) {
      @Nullable JsonObject segment = item instanceof JsonObject o ? segment(o, words) : null;
      if (segment == null) {
        return Optional.empty();
      }
      segments.add(segment);
    }
    return Optional.of(segments);
  }

  private static boolean asks(JsonObject asked, String granularity) {
    return asked
        .array("timestamp_granularities")
        .filter(all -> all.items().contains(Json.of(granularity)))
        .isPresent();
  }

  private static @Nullable JsonObject segment(JsonObject segment, boolean word) {
    Optional<BigDecimal> start = segment.number("start").filter(time -> time.signum() >= 0);
    Optional<BigDecimal> end = segment.number("end").filter(time -> time.signum() >= 0);
    Optional<String> text = segment.string(word ? "word" : "text");
    if (start.isEmpty() || end.isEmpty() || text.isEmpty()) {
      return null;
    }
    return JsonObject.builder()
        .put("start", new JsonNumber(start.get()))
        .put("end", new JsonNumber(end.get()))
        .put("text", text.get())
        .putIfPresent("speaker", segment.string("speaker").map(Json::of))
        .build();
  }

  /** Measured where the bytes can be read, else as reported, within what the bytes can hold. */
  private static Duration length(ProviderRequest request, JsonObject body) {
    @Nullable InputFile file = request.parts().get("file");
    if (file == null) {
      return Duration.ZERO;
    }
    long bytes = file.content().length();
    return AudioLength.of(file.contentType(), read(file))
        .or(() -> reported(body, bytes))
        .orElse(Duration.ofSeconds(Math.ceilDiv(bytes, USUAL_BYTES_PER_SECOND)));
  }

  private static Optional<Duration> reported(JsonObject body, long bytes) {
    BigDecimal most = BigDecimal.valueOf(Math.ceilDiv(bytes, FEWEST_BYTES_PER_SECOND));
    return body.number("duration")
        .or(() -> body.object("usage").flatMap(usage -> usage.number("seconds")))
        .filter(seconds -> seconds.signum() > 0)
        .map(seconds -> Duration.ofMillis(seconds.min(most).movePointRight(3).longValue()));
  }

  private static byte[] read(InputFile file) {
    try (InputStream content = file.content().open()) {
      return content.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
