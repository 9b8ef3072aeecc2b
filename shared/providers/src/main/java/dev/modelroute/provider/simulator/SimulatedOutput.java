package dev.modelroute.provider.simulator;

import dev.modelroute.core.catalog.Dimension;
import dev.modelroute.core.catalog.Usage;
import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.core.provider.ByteSource;
import dev.modelroute.core.provider.OutputFile;
import dev.modelroute.core.provider.ProviderOutput;
import dev.modelroute.core.provider.ProviderResult;
import java.util.Collections;
import java.util.List;

/** Makes the result a scenario asks for, in the canonical shape of its modality. */
final class SimulatedOutput {
  private static final int TOO_MANY_FILES = 16;
  private static final int HUGE_TEXT_CHARACTERS = 3 * 1024 * 1024;
  private static final int BYTES_PER_TOKEN = 4;
  private static final long ABSURD_UNITS = 1_000_000_000_000_000L;

  private SimulatedOutput() {}

  static ProviderResult of(Scenario scenario, Pause pause) {
    return switch (scenario.modality()) {
      case TEXT -> text(scenario);
      case IMAGE ->
          media(
              JsonObject.builder()
                  .put("images", entries(scenario, SimulatedImage.entry()))
                  .put("seed", scenario.seedByte(0))
                  .build(),
              SimulatedImage.png(scenario),
              scenario,
              pause);
      case VIDEO ->
          media(
              JsonObject.builder().put("videos", entries(scenario, SimulatedVideo.entry())).build(),
              SimulatedVideo.mp4(scenario),
              scenario,
              pause);
      case SPEECH ->
          media(
              JsonObject.builder()
                  .put("audio", SimulatedSpeech.entry().with("file_id", placeholder(0)))
                  .put("characters", scenario.prompt().length())
                  .build(),
              SimulatedSpeech.wav(scenario),
              scenario,
              pause);
      case IMAGE_EDIT, IMAGE_UPSCALE, TRANSCRIPTION, EMBEDDINGS ->
          new ProviderResult.Failed(
              AttemptFailure.nextRoute(ErrorCode.MODEL_UNAVAILABLE, "modality not simulated"));
    };
  }

  private static ProviderResult text(Scenario scenario) {
    String answer = "Simulated answer to: " + scenario.prompt();
    String text =
        switch (scenario.output()) {
          case EMPTY -> "";
          case HUGE -> "x".repeat(HUGE_TEXT_CHARACTERS);
          case TRUNCATED -> answer.substring(0, answer.length() / 2);
          case HTML_AS_PNG -> HostileBytes.HTML;
          case NORMAL, SLOW, TOO_MANY, ABSURD_USAGE -> answer;
        };
    if (text.isEmpty()) {
      return new ProviderResult.Failed(
          AttemptFailure.nextRoute(ErrorCode.GENERATION_FAILED, "empty text"));
    }
    JsonObject usage =
        JsonObject.builder()
            .put("input_tokens", Math.ceilDiv(scenario.promptBytes(), BYTES_PER_TOKEN))
            .put("output_tokens", Math.ceilDiv(text.length(), BYTES_PER_TOKEN))
            .put("cached_input_tokens", 0)
            .build();
    JsonObject canonical =
        JsonObject.builder()
            .put("text", text)
            .put("finish_reason", scenario.output() == OutputKind.TRUNCATED ? "length" : "stop")
            .put("usage", usage)
            .build();
    return succeeded(canonical, List.of(), scenario);
  }

  private static ProviderResult media(
      JsonObject canonical, byte[] bytes, Scenario scenario, Pause pause) {
    ByteSource content = HostileBytes.of(bytes, scenario.output(), pause);
    return succeeded(
        canonical, Collections.nCopies(count(scenario), new OutputFile.Inline(content)), scenario);
  }

  private static ProviderResult succeeded(
      JsonObject canonical, List<? extends OutputFile> files, Scenario scenario) {
    long units = scenario.output() == OutputKind.ABSURD_USAGE ? ABSURD_UNITS : scenario.costNanos();
    return new ProviderResult.Succeeded(
        new ProviderOutput(
            canonical,
            List.copyOf(files),
            Usage.of(Dimension.SIMULATED_NANO, units),
            Money.ofNanos(scenario.costNanos())));
  }

  private static JsonArray entries(Scenario scenario, JsonObject entry) {
    return java.util.stream.IntStream.range(0, count(scenario))
        .<Json>mapToObj(index -> entry.with("file_id", placeholder(index)))
        .collect(JsonArray.collector());
  }

  private static int count(Scenario scenario) {
    return scenario.output() == OutputKind.TOO_MANY ? TOO_MANY_FILES : 1;
  }

  private static Json placeholder(int index) {
    return Json.of("output:" + index);
  }
}
