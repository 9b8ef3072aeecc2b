package dev.modelroute.provider.catalog;

import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Follows JSON pointers (RFC 6901) into our tree. */
final class JsonPointers {
  private JsonPointers() {}

  static Optional<Json> find(Json root, String pointer) {
    Optional<Json> value = Optional.of(root);
    for (String token : tokens(pointer)) {
      value = value.flatMap(parent -> child(parent, token));
    }
    return value;
  }

  /** The pointer in the form callers read: {@code .messages[0].content}. */
  static String path(Json root, String pointer) {
    StringBuilder path = new StringBuilder();
    Optional<Json> value = Optional.of(root);
    for (String token : tokens(pointer)) {
      boolean index = value.filter(JsonArray.class::isInstance).isPresent();
      path.append(index ? "[" + token + "]" : "." + token);
      value = value.flatMap(parent -> child(parent, token));
    }
    return path.toString();
  }

  private static Optional<Json> child(Json parent, String token) {
    if (parent instanceof JsonObject object) {
      return object.get(token);
    }
    if (parent instanceof JsonArray(List<Json> items)
        && token.matches("[0-9]{1,9}")
        && Integer.parseInt(token) < items.size()) {
      return Optional.of(items.get(Integer.parseInt(token)));
    }
    return Optional.empty();
  }

  private static List<String> tokens(String pointer) {
    return pointer.isEmpty()
        ? List.of()
        : Arrays.stream(pointer.substring(1).split("/", -1))
            .map(token -> token.replace("~1", "/").replace("~0", "~"))
            .toList();
  }
}
