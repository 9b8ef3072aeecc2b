package dev.modelroute.provider.http;

import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonNull;
import dev.modelroute.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/**
 * What a route always sends. It wins over what the input says, member by member at any depth;
 * {@code null} there means that this model must not get the member.
 */
public final class FixedFields {
  private FixedFields() {}

  public static JsonObject apply(JsonObject body, JsonObject fixed) {
    JsonObject result = body;
    for (Map.Entry<String, Json> member : fixed.members().entrySet()) {
      String name = member.getKey();
      Json value = member.getValue();
      result =
          value instanceof JsonNull
              ? result.without(name)
              : result.with(name, merged(result.get(name), value));
    }
    return result;
  }

  private static Json merged(Optional<Json> present, Json value) {
    return present.orElse(JsonNull.NULL) instanceof JsonObject outer
            && value instanceof JsonObject inner
        ? apply(outer, inner)
        : value;
  }
}
