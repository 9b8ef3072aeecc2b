package dev.modelroute.aws.dynamo;

import dev.modelroute.core.catalog.Dimension;
import dev.modelroute.core.catalog.Usage;
import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.execution.AttemptOutcome;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.core.provider.FailureAction;
import dev.modelroute.core.provider.OutputFile;
import dev.modelroute.core.provider.ProviderOutput;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An attempt's outcome as stored: {@code {"output": {canonical, files, usage, provider_cost}}} or
 * {@code {"failure": {code, action, retry_after, in_doubt, alarm, detail}}}. A file is {@code
 * {"staged": <object key>}} or {@code {"remote": <address>}}.
 */
final class OutcomeJson {
  private OutcomeJson() {}

  static String write(AttemptOutcome outcome) {
    JsonObject json =
        switch (outcome) {
          case AttemptOutcome.Succeeded(ProviderOutput output) ->
              JsonObject.builder().put("output", output(output)).build();
          case AttemptOutcome.Failed(AttemptFailure failure) ->
              JsonObject.builder().put("failure", failure(failure)).build();
        };
    return json.toText();
  }

  static AttemptOutcome read(JsonObject json) {
    return json.object("failure")
        .<AttemptOutcome>map(failure -> new AttemptOutcome.Failed(failure(failure)))
        .orElseGet(() -> new AttemptOutcome.Succeeded(output(json.object("output").orElseThrow())));
  }

  private static JsonObject output(ProviderOutput output) {
    JsonObject.Builder usage = JsonObject.builder();
    new TreeMap<>(output.usage().units()).forEach((unit, count) -> usage.put(unit.name(), count));
    Money cost = output.providerCost();
    return JsonObject.builder()
        .put("canonical", output.canonical())
        .put(
            "files",
            output.files().stream().<Json>map(OutcomeJson::file).collect(JsonArray.collector()))
        .put("usage", usage.build())
        .put("provider_cost", cost == null ? null : Json.of(cost.nanos()))
        .build();
  }

  private static ProviderOutput output(JsonObject json) {
    Map<Dimension, Long> usage = new EnumMap<>(Dimension.class);
    JsonObject units = json.object("usage").orElseThrow();
    units
        .members()
        .keySet()
        .forEach(unit -> usage.put(Dimension.valueOf(unit), units.whole(unit).orElseThrow()));
    List<OutputFile> files =
        json.array("files").orElseThrow().items().stream()
            .map(JsonObject.class::cast)
            .map(OutcomeJson::file)
            .toList();
    return new ProviderOutput(
        json.object("canonical").orElseThrow(),
        files,
        new Usage(usage),
        json.whole("provider_cost").map(Money::ofNanos).orElse(null));
  }

  private static JsonObject file(OutputFile file) {
    return switch (file) {
      case OutputFile.Staged(String objectKey) ->
          JsonObject.builder().put("staged", objectKey).build();
      case OutputFile.Remote(URI address) ->
          JsonObject.builder().put("remote", address.toString()).build();
      case OutputFile.Inline ignored ->
          throw new IllegalArgumentException("inline bytes are staged before an outcome is stored");
    };
  }

  private static OutputFile file(JsonObject json) {
    return json.string("staged")
        .<OutputFile>map(OutputFile.Staged::new)
        .orElseGet(() -> new OutputFile.Remote(URI.create(json.string("remote").orElseThrow())));
  }

  private static JsonObject failure(AttemptFailure failure) {
    Duration retryAfter = failure.retryAfter();
    return JsonObject.builder()
        .put("code", failure.code().name())
        .put("action", failure.action().name())
        .put("retry_after", retryAfter == null ? null : retryAfter.toString())
        .put("in_doubt", failure.inDoubt())
        .put("alarm", failure.alarm())
        .put("detail", failure.detail())
        .build();
  }

  private static AttemptFailure failure(JsonObject json) {
    return new AttemptFailure(
        ErrorCode.valueOf(json.string("code").orElseThrow()),
        FailureAction.valueOf(json.string("action").orElseThrow()),
        json.string("retry_after").map(Duration::parse).orElse(null),
        json.bool("in_doubt").orElseThrow(),
        json.bool("alarm").orElseThrow(),
        json.string("detail").orElseThrow());
  }
}
