package dev.modelroute.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code Parameters} or {@code ResultSelector}: literals, and names ending in {@code .$}. */
public sealed interface PayloadTemplate {

  /** The payload for this input and context. */
  JsonNode apply(JsonNode input, JsonNode context);

  /** Reads a template; refuses intrinsics and paths outside the subset. */
  static PayloadTemplate read(JsonNode node, String at) {
    if (node.isObject()) {
      return readObject(node, at);
    }
    if (node.isArray()) {
      List<PayloadTemplate> items = new ArrayList<>();
      for (int index = 0; index < node.size(); index++) {
        items.add(read(node.get(index), at + "[" + index + "]"));
      }
      return new Items(items);
    }
    return new Literal(node);
  }

  private static PayloadTemplate readObject(JsonNode node, String at) {
    Map<String, PayloadTemplate> fields = new LinkedHashMap<>();
    node.forEachEntry((name, value) -> {
      boolean isPath = name.endsWith(".$");
      String field = isPath ? name.substring(0, name.length() - 2) : name;
      PayloadTemplate template =
          isPath
              ? new Reference(FieldReader.path(value, at + "." + name))
              : read(value, at + "." + name);
      if (fields.put(field, template) != null) {
        throw new RefusedDefinitionException(at + "." + name, "field given twice");
      }
    });
    return new Fields(fields);
  }

  /** A value as it stands. */
  record Literal(JsonNode value) implements PayloadTemplate {
    @Override
    public JsonNode apply(JsonNode input, JsonNode context) {
      return value;
    }
  }

  /** A value from input or context. */
  record Reference(ValuePath path) implements PayloadTemplate {
    @Override
    public JsonNode apply(JsonNode input, JsonNode context) {
      return path.read(input, context);
    }
  }

  /** An array. */
  record Items(List<PayloadTemplate> items) implements PayloadTemplate {
    public Items {
      items = List.copyOf(items);
    }

    @Override
    public JsonNode apply(JsonNode input, JsonNode context) {
      ArrayNode array = Json.MAPPER.createArrayNode();
      items.forEach(item -> array.add(item.apply(input, context)));
      return array;
    }
  }

  /** An object; insertion order is the definition's. */
  record Fields(Map<String, PayloadTemplate> fields) implements PayloadTemplate {
    @Override
    public JsonNode apply(JsonNode input, JsonNode context) {
      ObjectNode object = Json.MAPPER.createObjectNode();
      fields.forEach((name, template) -> object.set(name, template.apply(input, context)));
      return object;
    }
  }
}
