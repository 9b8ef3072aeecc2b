package dev.modelroute.provider.openaicompatible;

import dev.modelroute.core.catalog.Dimension;
import dev.modelroute.core.catalog.Usage;
import dev.modelroute.core.file.MagicBytes;
import dev.modelroute.core.json.JsonNumber;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.core.provider.ByteSource;
import dev.modelroute.core.provider.OutputFile;
import dev.modelroute.core.provider.ProviderOutput;
import dev.modelroute.core.provider.ProviderRequest;
import dev.modelroute.core.provider.ProviderResult;
import dev.modelroute.provider.http.HttpReply;
import dev.modelroute.provider.media.AudioLength;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Reads a reply of speech: bytes without a report of usage, so everything is measured. */
final class SpeechReply {
  /** What headerless samples of this dialect are: 16 bits, one channel. */
  private static final int RAW_HERTZ = 24_000;

  private static final String RAW = "pcm";
  private static final int BYTES_PER_TOKEN = 4;
  private static final int CHARACTERS_PER_SECOND = 15;

  private final OpenAiErrors errors;

  SpeechReply(OpenAiErrors errors) {
    this.errors = errors;
  }

  ProviderResult read(ProviderRequest request, HttpReply reply) {
    if (reply.isJson()) {
      return switch (JsonAnswer.of(errors, reply)) {
        case JsonAnswer.Failure(AttemptFailure failure) -> new ProviderResult.Failed(failure);
        case JsonAnswer.Body ignored -> new ProviderResult.Failed(errors.unreadable(reply));
      };
    }
    byte[] audio = reply.body();
    if (audio.length == 0) {
      return new ProviderResult.Failed(errors.empty("recording"));
    }
    boolean raw = request.body().string("response_format").filter(RAW::equals).isPresent();
    String type = MagicBytes.detect(audio);
    if (isText(reply) || (!raw && !type.startsWith("audio/"))) {
      return new ProviderResult.Failed(errors.unreadable(reply));
    }
    String text = request.body().string("input").orElse("");
    Duration length =
        raw
            ? AudioLength.ofSamples(audio.length, RAW_HERTZ)
            : AudioLength.of(type, audio).orElseGet(() -> spoken(text));
    return new ProviderResult.Succeeded(output(type, audio, length, text));
  }

  private static ProviderOutput output(String type, byte[] audio, Duration length, String text) {
    long characters = text.codePointCount(0, text.length());
    JsonObject file =
        JsonObject.builder()
            .put("file_id", "output:0")
            .put("duration_seconds", new JsonNumber(BigDecimal.valueOf(length.toMillis(), 3)))
            .put("content_type", type)
            .build();
    long bytes = text.getBytes(StandardCharsets.UTF_8).length;
    return new ProviderOutput(
        JsonObject.builder().put("audio", file).put("characters", characters).build(),
        List.of(new OutputFile.Inline(ByteSource.of(audio))),
        new Usage(
            Map.of(
                Dimension.INPUT_TOKEN, Math.ceilDiv(bytes, BYTES_PER_TOKEN),
                Dimension.CHARACTER, characters,
                Dimension.AUDIO_SECOND, Math.ceilDiv(length.toMillis(), 1000))),
        null);
  }

  private static boolean isText(HttpReply reply) {
    return reply.header("content-type").filter(type -> type.startsWith("text/")).isPresent();
  }

  private static Duration spoken(String text) {
    return Duration.ofSeconds(Math.ceilDiv(text.length(), CHARACTERS_PER_SECOND));
  }
}
