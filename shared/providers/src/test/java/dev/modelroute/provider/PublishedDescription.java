package dev.modelroute.provider;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What a provider publishes of one request or answer of its API, read where the files are. */
public final class PublishedDescription {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final JsonSchema validator;
  private final JsonObject schema;
  private final KnownFields known;

  private PublishedDescription(String text, String pointer) {
    JsonObject file = StrictJson.trusted(text);
    String address = "https://specs.test/description.json";
    this.validator =
        JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                factory -> factory.schemaLoaders(loaders -> loaders.schemas(Map.of(address, text))))
            .getSchema(SchemaLocation.of(address + "#" + pointer));
    this.schema = at(file, pointer);
    this.known = new KnownFields(file);
  }

  /**
   * Skips the test, with a printed reason, where the descriptions are absent.
   *
   * @param pointer of the schema inside the file
   */
  public static PublishedDescription read(String file, String pointer) {
    Path path = Path.of(System.getProperty("provider.specs", "absent"), file);
    if (!Files.exists(path)) {
      System.out.println("skipped: no " + file + " in the folder that provider.specs names");
    }
    assumeTrue(Files.exists(path), "no provider descriptions");
    try {
      return new PublishedDescription(Files.readString(path), pointer);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** What is wrong with a body, and the fields of it that nobody described. */
  public List<String> faults(JsonObject body) {
    List<String> unknown =
        known.unknown(schema, body).stream().map(place -> "unknown " + place).toList();
    List<String> invalid =
        validator.validate(node(body)).stream().map(ValidationMessage::getMessage).toList();
    return java.util.stream.Stream.concat(unknown.stream(), invalid.stream()).toList();
  }

  private static JsonNode node(Json value) {
    try {
      return MAPPER.readTree(value.toText());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static JsonObject at(Json file, String pointer) {
    Json found = file;
    for (String raw : pointer.substring(1).split("/", -1)) {
      String step = raw.replace("~1", "/").replace("~0", "~");
      found =
          found instanceof JsonArray array
              ? array.items().get(Integer.parseInt(step))
              : ((JsonObject) found).get(step).orElseThrow();
    }
    return (JsonObject) found;
  }
}
