package dev.modelroute.provider.catalog;

import dev.modelroute.core.catalog.FileField;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonString;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the places of an input that take file references: string properties with {@code
 * "format":"file"}, and with {@code "x-content-types"} what the model takes there.
 */
final class FileFields {
  private final List<FileField> found = new ArrayList<>();

  private FileFields() {}

  static List<FileField> of(JsonObject inputSchema) {
    FileFields fields = new FileFields();
    fields.walk(inputSchema, "");
    return fields.found;
  }

  private void walk(JsonObject schema, String path) {
    if (schema.string("format").filter("file"::equals).isPresent()) {
      found.add(new FileField(path, contentTypes(schema)));
    }
    schema
        .object("properties")
        .orElse(JsonObject.EMPTY)
        .members()
        .forEach((name, property) -> {
          if (property instanceof JsonObject inner) {
            walk(inner, path.isEmpty() ? name : path + "." + name);
          }
        });
    schema.object("items").ifPresent(items -> walk(items, path + "[]"));
  }

  private static List<String> contentTypes(JsonObject schema) {
    List<String> types = new ArrayList<>();
    for (Json type : schema.array("x-content-types").orElse(JsonArray.EMPTY).items()) {
      if (type instanceof JsonString(String text)) {
        types.add(text);
      }
    }
    return types;
  }
}
