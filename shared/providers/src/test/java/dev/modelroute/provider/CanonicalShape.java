package dev.modelroute.provider;

import dev.modelroute.core.catalog.Modality;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonBoolean;
import dev.modelroute.core.json.JsonNull;
import dev.modelroute.core.json.JsonNumber;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What each modality's output must look like, whatever a model's own schema says: members that must
 * be there and members that may.
 */
final class CanonicalShape {
  private record Shape(Map<String, Class<? extends Json>> required, Set<String> optional) {}

  private static final Shape IMAGE =
      new Shape(
          Map.of(
              "file_id", JsonString.class,
              "width", JsonNumber.class,
              "height", JsonNumber.class,
              "content_type", JsonString.class),
          Set.of());
  private static final Shape VIDEO =
      new Shape(
          Map.of(
              "file_id", JsonString.class,
              "duration_seconds", JsonNumber.class,
              "width", JsonNumber.class,
              "height", JsonNumber.class,
              "content_type", JsonString.class),
          Set.of());
  private static final Shape AUDIO =
      new Shape(
          Map.of(
              "file_id", JsonString.class,
              "duration_seconds", JsonNumber.class,
              "content_type", JsonString.class),
          Set.of());
  private static final Shape TEXT_USAGE =
      new Shape(
          Map.of("input_tokens", JsonNumber.class, "output_tokens", JsonNumber.class),
          Set.of("cached_input_tokens"));

  private CanonicalShape() {}

  /** What is wrong; empty when nothing is. */
  static List<String> faults(Modality modality, JsonObject output) {
    List<String> faults = new ArrayList<>();
    check("output", output, top(modality), faults);
    output.object("usage").ifPresent(usage -> check("usage", usage, usage(modality), faults));
    output.object("audio").ifPresent(audio -> check("audio", audio, AUDIO, faults));
    items(output, "images").forEach(item -> check("images[]", item, IMAGE, faults));
    items(output, "videos").forEach(item -> check("videos[]", item, VIDEO, faults));
    output
        .string("finish_reason")
        .filter(reason -> !Set.of("stop", "length").contains(reason))
        .ifPresent(reason -> faults.add("finish_reason is " + reason));
    return faults;
  }

  private static Shape top(Modality modality) {
    return switch (modality) {
      case TEXT ->
          new Shape(
              Map.of(
                  "text", JsonString.class,
                  "finish_reason", JsonString.class,
                  "usage", JsonObject.class),
              Set.of());
      case IMAGE, IMAGE_EDIT, IMAGE_UPSCALE ->
          new Shape(Map.of("images", JsonArray.class), Set.of("seed"));
      case VIDEO -> new Shape(Map.of("videos", JsonArray.class), Set.of());
      case SPEECH ->
          new Shape(Map.of("audio", JsonObject.class, "characters", JsonNumber.class), Set.of());
      case TRANSCRIPTION ->
          new Shape(
              Map.of("text", JsonString.class), Set.of("language", "duration_seconds", "segments"));
      case EMBEDDINGS ->
          new Shape(
              Map.of(
                  "embeddings", JsonArray.class,
                  "dimensions", JsonNumber.class,
                  "usage", JsonObject.class),
              Set.of());
    };
  }

  private static Shape usage(Modality modality) {
    return modality == Modality.EMBEDDINGS
        ? new Shape(Map.of("input_tokens", JsonNumber.class), Set.of())
        : TEXT_USAGE;
  }

  private static void check(String place, Json value, Shape shape, List<String> faults) {
    if (!(value instanceof JsonObject object)) {
      faults.add(place + " is no object");
      return;
    }
    shape
        .required()
        .forEach((name, type) -> {
          if (!type.isInstance(object.get(name).orElse(null))) {
            faults.add(place + "." + name + " is not a " + type.getSimpleName());
          }
        });
    object.members().keySet().stream()
        .filter(name -> !shape.required().containsKey(name) && !shape.optional().contains(name))
        .forEach(name -> faults.add(place + "." + name + " is not canonical"));
  }

  private static List<Json> items(JsonObject output, String name) {
    return output.array(name).orElse(JsonArray.EMPTY).items();
  }

  /** Every file_id, in order of appearance. */
  static List<String> fileIds(Json value) {
    List<String> found = new ArrayList<>();
    switch (value) {
      case JsonObject object ->
          object
              .members()
              .forEach((name, member) -> {
                if (name.equals("file_id") && member instanceof JsonString(String text)) {
                  found.add(text);
                } else {
                  found.addAll(fileIds(member));
                }
              });
      case JsonArray array -> array.items().forEach(item -> found.addAll(fileIds(item)));
      case JsonString ignored -> {}
      case JsonNumber ignored -> {}
      case JsonBoolean ignored -> {}
      case JsonNull ignored -> {}
    }
    return found;
  }
}
