package dev.modelroute.provider.catalog;

import dev.harrel.jsonschema.Error;
import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonBoolean;
import dev.modelroute.core.json.JsonNull;
import dev.modelroute.core.json.JsonNumber;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonString;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns the schema library's findings into field errors: paths of the request, fixed sentences with
 * the schema's public limits, never the value that was sent and nothing of the schema's structure.
 */
final class SchemaProblems {
  private static final int MAX_PATH_LENGTH = 256;

  /** Findings that only say that another finding was made below them. */
  private static final Set<String> CONTAINERS = Set.of("allOf", "if", "$ref");

  private static final Set<String> CHOICES = Set.of("oneOf", "anyOf", "contains");

  /** A finding of a condition is no problem: the condition just chose the other branch. */
  private static final Pattern CONDITION = Pattern.compile(".*(?<!/properties)/if/.*");

  private final JsonObject schema;
  private final JsonObject input;

  SchemaProblems(JsonObject schema, JsonObject input) {
    this.schema = schema;
    this.input = input;
  }

  Stream<FieldError> explain(List<Error> findings) {
    // Of a choice nobody can tell which branch was meant: the choice itself is the problem.
    List<String> choices =
        findings.stream()
            .filter(finding -> CHOICES.contains(keyword(finding)))
            .map(finding -> finding.getEvaluationPath() + "/")
            .toList();
    return findings.stream()
        .filter(finding -> !CONTAINERS.contains(keyword(finding)))
        .filter(finding -> !CONDITION.matcher(finding.getEvaluationPath()).matches())
        .filter(finding -> choices.stream().noneMatch(finding.getEvaluationPath()::startsWith))
        .flatMap(this::explain);
  }

  private Stream<FieldError> explain(Error finding) {
    String place = place(finding.getInstanceLocation());
    JsonObject rules = rules(finding.getSchemaLocation());
    return switch (keyword(finding)) {
      case "required" -> missing(finding, rules, place);
      case "dependentRequired" -> missingTogether(finding, rules, place);
      case "" -> Stream.of(unwanted(finding, place));
      default -> Stream.of(limit(keyword(finding), rules, place));
    };
  }

  private static FieldError limit(String keyword, JsonObject rules, String place) {
    String bound = rules.get(keyword).map(SchemaProblems::words).orElse("");
    return switch (keyword) {
      case "type" -> new FieldError(place, "TYPE", "Must be of type " + bound + ".");
      case "enum", "const" -> new FieldError(place, "ENUM", "Must be one of: " + bound + ".");
      case "minimum" -> new FieldError(place, "MINIMUM", "Must be at least " + bound + ".");
      case "exclusiveMinimum" ->
          new FieldError(place, "MINIMUM", "Must be greater than " + bound + ".");
      case "maximum" -> new FieldError(place, "MAXIMUM", "Must be at most " + bound + ".");
      case "exclusiveMaximum" ->
          new FieldError(place, "MAXIMUM", "Must be less than " + bound + ".");
      case "multipleOf" ->
          new FieldError(place, "MULTIPLE_OF", "Must be a multiple of " + bound + ".");
      case "uniqueItems" -> new FieldError(place, "DUPLICATE", "Must not hold an item twice.");
      case "pattern" -> new FieldError(place, "PATTERN", "Does not have the required form.");
      case "not" -> new FieldError(place, "NOT_ALLOWED", "Is not allowed here.");
      default -> length(keyword, bound, place);
    };
  }

  private static FieldError length(String keyword, String bound, String place) {
    return switch (keyword) {
      case "minLength" ->
          new FieldError(place, "TOO_SHORT", "Must have at least " + bound + " characters.");
      case "maxLength" ->
          new FieldError(place, "TOO_LONG", "Must have at most " + bound + " characters.");
      case "minItems" ->
          new FieldError(place, "TOO_SHORT", "Must have at least " + bound + " items.");
      case "maxItems" ->
          new FieldError(place, "TOO_LONG", "Must have at most " + bound + " items.");
      case "minProperties" ->
          new FieldError(place, "TOO_SHORT", "Must have at least " + bound + " fields.");
      case "maxProperties" ->
          new FieldError(place, "TOO_LONG", "Must have at most " + bound + " fields.");
      default -> new FieldError(place, "INVALID", "Does not have any of the accepted forms.");
    };
  }

  private static FieldError unwanted(Error finding, String place) {
    boolean unknown =
        finding.getSchemaLocation().endsWith("/additionalProperties")
            || finding.getSchemaLocation().endsWith("/unevaluatedProperties");
    return unknown
        ? new FieldError(place, "UNKNOWN_FIELD", "This model has no such field.")
        : new FieldError(place, "NOT_ALLOWED", "Is not allowed together with the other fields.");
  }

  private Stream<FieldError> missing(Error finding, JsonObject rules, String place) {
    return absent(finding, rules.get("required").orElse(JsonArray.EMPTY))
        .map(name -> new FieldError(place + "." + name, "REQUIRED", "This field is required."));
  }

  private Stream<FieldError> missingTogether(Error finding, JsonObject rules, String place) {
    return rules.object("dependentRequired").orElse(JsonObject.EMPTY).members().entrySet().stream()
        .filter(entry -> at(finding).filter(object -> object.has(entry.getKey())).isPresent())
        .flatMap(entry ->
            absent(finding, entry.getValue())
                .map(name ->
                    new FieldError(
                        place + "." + name,
                        "REQUIRED",
                        "This field is required together with " + entry.getKey() + ".")));
  }

  private Stream<String> absent(Error finding, Json names) {
    return strings(names).filter(name -> at(finding).filter(object -> object.has(name)).isEmpty());
  }

  private Optional<JsonObject> at(Error finding) {
    return JsonPointers.find(input, finding.getInstanceLocation())
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast);
  }

  private JsonObject rules(String schemaLocation) {
    String pointer = schemaLocation.substring(schemaLocation.indexOf('#') + 1);
    return JsonPointers.find(schema, pointer).orElse(JsonObject.EMPTY) instanceof JsonObject object
        ? object
        : JsonObject.EMPTY;
  }

  private String place(String pointer) {
    String place = "input" + JsonPointers.path(input, pointer);
    return place.length() <= MAX_PATH_LENGTH ? place : place.substring(0, MAX_PATH_LENGTH);
  }

  private static Stream<String> strings(Json names) {
    return names instanceof JsonArray(List<Json> items)
        ? items.stream()
            .filter(JsonString.class::isInstance)
            .map(name -> ((JsonString) name).value())
        : Stream.empty();
  }

  private static String words(Json value) {
    return switch (value) {
      case JsonArray(List<Json> items) ->
          items.stream().map(SchemaProblems::words).collect(Collectors.joining(", "));
      case JsonString(String text) -> text;
      case JsonObject ignored -> value.toText();
      case JsonNumber ignored -> value.toText();
      case JsonBoolean ignored -> value.toText();
      case JsonNull ignored -> value.toText();
    };
  }

  /** The keyword that was broken; empty for a schema that is {@code false}. */
  private static String keyword(Error finding) {
    @Nullable String keyword = finding.getKeyword();
    return keyword == null ? "" : keyword;
  }
}
