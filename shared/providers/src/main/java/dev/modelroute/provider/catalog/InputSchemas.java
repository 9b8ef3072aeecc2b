package dev.modelroute.provider.catalog;

import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.JsonSchemaException;
import dev.harrel.jsonschema.SchemaResolver;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.modelroute.core.catalog.Model;
import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonBoolean;
import dev.modelroute.core.json.JsonNull;
import dev.modelroute.core.json.JsonNumber;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonString;
import java.net.URI;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The models' schemas, compiled once; says what is wrong with an input in a caller's words. */
final class InputSchemas {
  /** Most problems told about one input. */
  static final int MAX_DETAILS = 20;

  // Schemas come from the jar alone; one that points elsewhere is refused, never fetched.
  private final Validator validator =
      new ValidatorFactory()
          .withJsonNodeFactory(CoreJsonNode.FACTORY)
          .withSchemaResolver(uri -> SchemaResolver.Result.empty())
          .createValidator();

  private final Map<String, URI> inputs = new HashMap<>();

  /** Models of one kind share a schema, which is compiled once. */
  private final IdentityHashMap<JsonObject, URI> compiled = new IdentityHashMap<>();

  /**
   * @throws InvalidCatalogException when a schema is none
   */
  void add(Model model) {
    inputs.put(model.slug(), compile(model, "input", model.inputSchema()));
    compile(model, "output", model.outputSchema());
  }

  List<FieldError> validate(Model model, JsonObject input) {
    @Nullable URI schema = inputs.get(model.slug());
    if (schema == null) {
      throw new IllegalArgumentException("the model is not of this catalogue");
    }
    Validator.Result result = validator.validate(schema, (Object) input);
    // A choice that found its branch leaves the findings of the others behind.
    List<Error> problems = result.isValid() ? List.of() : result.getErrors();
    SchemaProblems words = new SchemaProblems(model.inputSchema(), input);
    return Stream.concat(
            words.explain(problems), FileReferences.problems(model.fileFields(), input))
        .distinct()
        .limit(MAX_DETAILS)
        .toList();
  }

  private URI compile(Model model, String direction, JsonObject schema) {
    @Nullable URI done = compiled.get(schema);
    if (done != null) {
      return done;
    }
    URI address = address(model.slug(), direction);
    if (hasForeignReference(schema, schema)) {
      throw new InvalidCatalogException(
          model.slug() + "." + direction + "_schema", "refers to something outside of it");
    }
    try {
      validator.registerSchema(address, (Object) schema);
    } catch (JsonSchemaException malformed) {
      throw new InvalidCatalogException(
          model.slug() + "." + direction + "_schema", "is no JSON Schema 2020-12");
    }
    compiled.put(schema, address);
    return address;
  }

  /** The library follows references when it meets them, which is too late to refuse a file. */
  private static boolean hasForeignReference(JsonObject root, Json value) {
    return switch (value) {
      case JsonObject object ->
          object
                  .string("$ref")
                  .filter(ref ->
                      !ref.startsWith("#") || JsonPointers.find(root, ref.substring(1)).isEmpty())
                  .isPresent()
              || object.members().values().stream()
                  .anyMatch(member -> hasForeignReference(root, member));
      case JsonArray array ->
          array.items().stream().anyMatch(item -> hasForeignReference(root, item));
      case JsonString ignored -> false;
      case JsonNumber ignored -> false;
      case JsonBoolean ignored -> false;
      case JsonNull ignored -> false;
    };
  }

  private static URI address(String slug, String direction) {
    return URI.create("urn:modelroute:" + direction + ":" + slug);
  }
}
