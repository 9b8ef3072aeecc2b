package dev.modelroute.core.file;

import dev.modelroute.core.catalog.FileField;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonString;
import java.util.ArrayList;
import java.util.List;

/** Finds the texts at the places of an input that hold file references. */
final class FileFieldPaths {
  private static final String EVERY_ITEM = "[]";

  private FileFieldPaths() {}

  /**
   * A text at a place for file references.
   *
   * @param path from the request's root: {@code input.images[1]}
   * @param field the place as the model names it
   */
  record Found(String path, String text, FileField field) {}

  /**
   * What stands at a field's places. Values of another shape are passed over: a message's content
   * may be text here and parts there, and types are the schema's business.
   */
  static List<Found> find(FileField field, JsonObject input) {
    List<Found> found = new ArrayList<>();
    descend(field, List.of(field.path().split("\\.", -1)), "input", input, found);
    return found;
  }

  private static void descend(
      FileField field, List<String> segments, String path, Json value, List<Found> found) {
    if (segments.isEmpty()) {
      if (value instanceof JsonString(String text)) {
        found.add(new Found(path, text, field));
      }
      return;
    }
    String segment = segments.getFirst();
    List<String> rest = segments.subList(1, segments.size());
    boolean every = segment.endsWith(EVERY_ITEM);
    String name = every ? segment.substring(0, segment.length() - 2) : segment;
    if (!(value instanceof JsonObject object) || !object.has(name)) {
      return;
    }
    Json member = object.get(name).orElseThrow();
    if (!every) {
      descend(field, rest, path + "." + name, member, found);
    } else if (member instanceof JsonArray(List<Json> items)) {
      for (int i = 0; i < items.size(); i++) {
        descend(field, rest, path + "." + name + "[" + i + "]", items.get(i), found);
      }
    }
  }
}
