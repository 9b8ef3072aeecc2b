package dev.modelroute.core.json;

import java.util.List;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** A JSON array. */
public record JsonArray(List<Json> items) implements Json {

  public static final JsonArray EMPTY = new JsonArray(List.of());

  public JsonArray {
    items = List.copyOf(items);
  }

  public static JsonArray of(Json... items) {
    return new JsonArray(List.of(items));
  }

  public static JsonArray ofStrings(Iterable<String> values) {
    var items = new java.util.ArrayList<Json>();
    values.forEach(value -> items.add(new JsonString(value)));
    return new JsonArray(items);
  }

  /** Collects values into an array. */
  public static Collector<Json, ?, JsonArray> collector() {
    return Collectors.collectingAndThen(Collectors.toList(), JsonArray::new);
  }
}
