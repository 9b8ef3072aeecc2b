package dev.modelroute.provider;

import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonNull;
import dev.modelroute.core.json.JsonNumber;
import dev.modelroute.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Inputs no schema would let through, and some it would. */
final class HostileInputs {
  static final List<Json> VALUES =
      List.of(
          JsonNull.NULL,
          Json.of(true),
          Json.of(-1),
          Json.of(Long.MAX_VALUE),
          new JsonNumber(new BigDecimal("1e399")),
          new JsonNumber(new BigDecimal("-0.5e-399")),
          Json.of(""),
          Json.of("\u0000\uD800 \uFFFF\"\\"),
          Json.of("x".repeat(200_000)),
          Json.of("file_00000000-0000-7000-8000-000000000000"),
          Json.of("http://169.254.169.254/"),
          Json.of("NaN"),
          JsonArray.EMPTY,
          JsonArray.of(JsonNull.NULL, Json.of(1), JsonObject.EMPTY),
          JsonObject.EMPTY,
          JsonObject.builder().put("role", 1).put("content", JsonNull.NULL).build());

  private HostileInputs() {}

  /** Each field of the schema missing, and holding each hostile value. */
  static List<JsonObject> of(ContractCase each) {
    List<JsonObject> variants = new ArrayList<>();
    variants.add(JsonObject.EMPTY);
    JsonObject known = each.model().inputSchema().object("properties").orElse(JsonObject.EMPTY);
    for (String field : known.members().keySet()) {
      variants.add(each.fields().without(field));
      VALUES.forEach(value -> variants.add(each.fields().with(field, value)));
    }
    variants.add(each.fields().with("unknown_field", Json.of("value")));
    return variants;
  }
}
