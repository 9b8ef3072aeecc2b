package dev.modelroute.provider;

import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.modelroute.core.json.JsonObject;
import java.util.List;

/** What is wrong with a value under a JSON Schema. */
final class SchemaFaults {
  private SchemaFaults() {}

  static List<String> of(JsonObject schema, JsonObject value) {
    Validator.Result result = new ValidatorFactory().validate(schema.toText(), value.toText());
    return result.getErrors().stream()
        .map(fault -> fault.getInstanceLocation() + " " + fault.getError())
        .toList();
  }
}
