package dev.modelroute.provider.catalog;

import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.JsonNodeFactory;
import dev.harrel.jsonschema.SimpleType;
import dev.modelroute.core.json.CanonicalJson;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonBoolean;
import dev.modelroute.core.json.JsonNull;
import dev.modelroute.core.json.JsonNumber;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonString;
import dev.modelroute.core.json.StrictJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Our JSON tree as the schema library wants to see it; keeps a second JSON mapper out of jars. */
final class CoreJsonNode implements JsonNode {
  /** Makes nodes of our tree. The library also reads its own meta-schemas, as text. */
  static final JsonNodeFactory FACTORY =
      new JsonNodeFactory() {
        @Override
        public JsonNode wrap(Object value) {
          return value instanceof JsonNode node ? node : new CoreJsonNode((Json) value, "");
        }

        @Override
        public JsonNode create(String text) {
          return new CoreJsonNode(StrictJson.trusted(text), "");
        }
      };

  private final Json value;
  private final String pointer;

  CoreJsonNode(Json value, String pointer) {
    this.value = value;
    this.pointer = pointer;
  }

  @Override
  public String getJsonPointer() {
    return pointer;
  }

  @Override
  public SimpleType getNodeType() {
    return switch (value) {
      case JsonObject ignored -> SimpleType.OBJECT;
      case JsonArray ignored -> SimpleType.ARRAY;
      case JsonString ignored -> SimpleType.STRING;
      case JsonNumber number -> number.isWhole() ? SimpleType.INTEGER : SimpleType.NUMBER;
      case JsonBoolean ignored -> SimpleType.BOOLEAN;
      case JsonNull ignored -> SimpleType.NULL;
    };
  }

  @Override
  public boolean asBoolean() {
    return ((JsonBoolean) value).value();
  }

  @Override
  public String asString() {
    return ((JsonString) value).value();
  }

  @Override
  public BigInteger asInteger() {
    return asNumber().toBigIntegerExact();
  }

  @Override
  public BigDecimal asNumber() {
    return ((JsonNumber) value).value();
  }

  @Override
  public List<JsonNode> asArray() {
    List<JsonNode> nodes = new ArrayList<>();
    for (Json item : ((JsonArray) value).items()) {
      nodes.add(new CoreJsonNode(item, pointer + "/" + nodes.size()));
    }
    return nodes;
  }

  @Override
  public Map<String, JsonNode> asObject() {
    Map<String, JsonNode> nodes = new LinkedHashMap<>();
    ((JsonObject) value)
        .members()
        .forEach((name, member) ->
            nodes.put(
                name, new CoreJsonNode(member, pointer + "/" + JsonNode.encodeJsonPointer(name))));
    return nodes;
  }

  /** Equal in meaning, wherever it stands: what {@code enum} and {@code uniqueItems} compare. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CoreJsonNode node
        && CanonicalJson.of(value).equals(CanonicalJson.of(node.value));
  }

  @Override
  public int hashCode() {
    return CanonicalJson.of(value).hashCode();
  }
}
