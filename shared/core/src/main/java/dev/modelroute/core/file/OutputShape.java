package dev.modelroute.core.file;

import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Where a canonical output holds files: a member that is an object with {@code file_id}, or a list
 * of such ({@code images[]}, {@code videos[]}, {@code audio}). Deeper down nothing is touched: a
 * model's own words may look like anything.
 */
final class OutputShape {
  private static final String FILE_ID = "file_id";
  private static final String PLACEHOLDER = "output:";
  private static final int NOT_A_PLACEHOLDER = -1;

  private OutputShape() {}

  /**
   * The member that refers to each file, by the file's index; a {@code file_id} that is no
   * placeholder has the index -1.
   */
  static Map<Integer, String> members(JsonObject canonical) {
    Map<Integer, String> members = new TreeMap<>();
    canonical
        .members()
        .forEach((name, value) ->
            itemsOf(value)
                .forEach(item -> index(item).ifPresent(index -> members.put(index, name))));
    return members;
  }

  /** The output with references and facts where the placeholders were. */
  static JsonObject fill(JsonObject canonical, Map<Integer, StoredFile> files) {
    Map<String, Json> filled = new LinkedHashMap<>();
    canonical.members().forEach((name, value) -> filled.put(name, fill(name, value, files)));
    return new JsonObject(filled);
  }

  private static Json fill(String member, Json value, Map<Integer, StoredFile> files) {
    if (value instanceof JsonArray(List<Json> items)) {
      return items.stream()
          .map(item -> fillItem(member, item, files))
          .collect(JsonArray.collector());
    }
    return fillItem(member, value, files);
  }

  private static Json fillItem(String member, Json value, Map<Integer, StoredFile> files) {
    if (!(value instanceof JsonObject item)) {
      return value;
    }
    OptionalInt index = index(item);
    StoredFile file = index.isPresent() ? files.get(index.getAsInt()) : null;
    if (file == null) {
      return item;
    }
    JsonObject filled = item.with(FILE_ID, Json.of(file.id().value()));
    if (OutputKind.of(member) != OutputKind.ANY || item.has("content_type")) {
      filled = filled.with("content_type", Json.of(file.knownContentType()));
    }
    // What the bytes say replaces what the provider said; where they say nothing, its word stays.
    if (OutputKind.of(member) == OutputKind.IMAGE || item.has("width")) {
      filled = FileJson.withPixels(filled, "width", file.knownFacts().width());
      filled = FileJson.withPixels(filled, "height", file.knownFacts().height());
    }
    return filled;
  }

  private static List<JsonObject> itemsOf(Json value) {
    List<Json> items = value instanceof JsonArray array ? array.items() : List.of(value);
    return items.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast).toList();
  }

  private static OptionalInt index(JsonObject item) {
    Optional<String> id = item.string(FILE_ID);
    if (id.isEmpty()) {
      return OptionalInt.empty();
    }
    String digits = id.get().startsWith(PLACEHOLDER) ? id.get().substring(7) : "";
    boolean number = digits.matches("0|[1-9][0-9]{0,3}");
    return OptionalInt.of(number ? Integer.parseInt(digits) : NOT_A_PLACEHOLDER);
  }
}
