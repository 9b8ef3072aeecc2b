package dev.modelroute.provider;

import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonBoolean;
import dev.modelroute.core.json.JsonNull;
import dev.modelroute.core.json.JsonNumber;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Looks for fields, at any depth, that a published description does not list. Most descriptions
 * leave their objects open, so validation alone lets a misspelt field pass.
 */
final class KnownFields {
  private static final String PREFIX = "#/components/schemas/";

  private final JsonObject schemas;

  KnownFields(JsonObject description) {
    schemas = description.object("components").flatMap(c -> c.object("schemas")).orElseThrow();
  }

  /** Pointers of the fields of a body that a schema does not list, in order. */
  List<String> unknown(JsonObject schema, JsonObject body) {
    List<String> found = new ArrayList<>();
    walk(List.of(schema), body, "", found);
    return found;
  }

  private void walk(List<JsonObject> rules, Json value, String place, List<String> found) {
    List<JsonObject> all = rules.stream().flatMap(this::branches).toList();
    switch (value) {
      case JsonObject object ->
          object.members().forEach((name, member) -> member(all, name, member, place, found));
      case JsonArray array -> {
        List<JsonObject> items =
            all.stream().flatMap(rule -> rule.object("items").stream()).toList();
        for (int i = 0; i < array.items().size(); i++) {
          walk(items, array.items().get(i), place + "/" + i, found);
        }
      }
      case JsonString ignored -> {}
      case JsonNumber ignored -> {}
      case JsonBoolean ignored -> {}
      case JsonNull ignored -> {}
    }
  }

  private void member(
      List<JsonObject> rules, String name, Json value, String place, List<String> found) {
    boolean free =
        rules.stream()
            .anyMatch(rule ->
                isOpenSchema(rule)
                    || rule.bool("additionalProperties").orElse(false)
                    || rule.object("additionalProperties").isPresent());
    if (free) {
      return;
    }
    List<JsonObject> known =
        rules.stream()
            .flatMap(rule -> rule.object("properties").stream())
            .flatMap(properties -> properties.object(name).stream())
            .toList();
    if (known.isEmpty()) {
      found.add(place + "/" + name);
    } else {
      walk(known, value, place + "/" + name, found);
    }
  }

  /** {@code {}} and {@code {"description":…}} take anything, on purpose. */
  private static boolean isOpenSchema(JsonObject rule) {
    return rule.members().keySet().stream()
        .noneMatch(word ->
            List.of("type", "properties", "$ref", "allOf", "oneOf", "anyOf", "enum")
                .contains(word));
  }

  /** A schema and everything it is put together from. */
  private Stream<JsonObject> branches(JsonObject schema) {
    Stream<JsonObject> referred =
        schema.string("$ref").stream()
            .flatMap(ref -> schemas.object(ref.substring(PREFIX.length())).stream());
    Stream<JsonObject> parts =
        Stream.of("allOf", "oneOf", "anyOf")
            .flatMap(word -> schema.array(word).orElse(JsonArray.EMPTY).items().stream())
            .map(JsonObject.class::cast);
    return Stream.concat(Stream.of(schema), Stream.concat(referred, parts).flatMap(this::branches));
  }
}
