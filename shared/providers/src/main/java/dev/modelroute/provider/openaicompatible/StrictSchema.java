package dev.modelroute.provider.openaicompatible;

import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonBoolean;
import dev.modelroute.core.json.JsonNull;
import dev.modelroute.core.json.JsonNumber;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonString;
import java.util.HashSet;

/**
 * Tells whether a caller's schema may be sent as strict: every object closed and all its properties
 * required. Others are refused as strict, though they are good schemas, so they go as a wish.
 */
final class StrictSchema {
  private StrictSchema() {}

  static boolean qualifies(JsonObject schema) {
    return schema.string("type").filter("object"::equals).isPresent() && closed(schema);
  }

  private static boolean closed(Json value) {
    return switch (value) {
      case JsonObject object ->
          isClosed(object) && object.members().values().stream().allMatch(StrictSchema::closed);
      case JsonArray array -> array.items().stream().allMatch(StrictSchema::closed);
      case JsonString ignored -> true;
      case JsonNumber ignored -> true;
      case JsonBoolean ignored -> true;
      case JsonNull ignored -> true;
    };
  }

  private static boolean isClosed(JsonObject object) {
    if (object.string("type").filter("object"::equals).isEmpty()) {
      return true;
    }
    var required = new HashSet<>(object.array("required").orElse(JsonArray.EMPTY).items());
    return object.bool("additionalProperties").filter(open -> !open).isPresent()
        && object.object("properties").orElse(JsonObject.EMPTY).members().keySet().stream()
            .allMatch(name -> required.contains(Json.of(name)));
  }
}
