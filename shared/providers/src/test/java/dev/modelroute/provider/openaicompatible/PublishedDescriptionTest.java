package dev.modelroute.provider.openaicompatible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import dev.modelroute.core.catalog.Model;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.core.provider.Adapters;
import dev.modelroute.core.provider.ProviderAdapter;
import dev.modelroute.provider.catalog.BundledCatalog;
import dev.modelroute.provider.catalog.CatalogSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every body the adapter makes from the canonical text schema, against the provider's own published
 * description: valid, and without a field that the description does not know.
 */
class PublishedDescriptionTest {
  private static final long SEED = 20261120;
  private static final int INPUTS = 500;
  private static final String REQUEST = "CreateChatCompletionRequest";
  private static final String RESPONSE = "CreateChatCompletionResponse";

  private final ObjectMapper mapper = new ObjectMapper();
  private String text = "";

  @BeforeEach
  void read() throws IOException {
    Path file = Path.of(System.getProperty("provider.specs", "absent"), "openai.json");
    if (!Files.exists(file)) {
      System.out.println("skipped: no provider descriptions in the folder of provider.specs");
    }
    assumeTrue(Files.exists(file), "no provider descriptions");
    text = Files.readString(file);
  }

  @Test
  void every_translated_input_fits_the_description() throws IOException {
    ProviderAdapter adapter = Fixtures.adapter("openai", Map.of("OPENAI_API_KEY", Fixtures.KEY));
    BundledCatalog catalog =
        new BundledCatalog(
            CatalogSources.besideAdapters(List.of(adapter)),
            new Adapters(List.of(adapter)),
            Fixtures.TIME);
    Model model = catalog.find("text-generation-standard").orElseThrow();
    Route route = model.routes().getFirst();
    JsonSchema schema = schema(REQUEST);
    KnownFields known = new KnownFields(StrictJson.trusted(text));
    TextInputs inputs = new TextInputs(new Random(SEED));
    Set<String> seen = new HashSet<>();

    for (int i = 0; i < INPUTS; i++) {
      JsonObject input = inputs.next();
      String name = "seed " + SEED + " input " + i + " " + input.toText();
      assertEquals(List.of(), catalog.validate(model, input), name);
      JsonObject body =
          adapter.translate(route, Fixtures.input(input.toText()), Fixtures.attempt()).body();
      assertEquals(Set.of(), schema.validate(node(body)), name);
      assertEquals(List.of(), known.unknown(REQUEST, body), name);
      seen.addAll(body.members().keySet());
    }
    assertEquals(
        Set.of(
            "model",
            "messages",
            "stream",
            "max_completion_tokens",
            "temperature",
            "top_p",
            "stop",
            "seed",
            "response_format",
            "reasoning_effort"),
        seen);
  }

  @Test
  void a_wrong_type_and_an_unknown_field_are_noticed() throws IOException {
    JsonObject wrong = StrictJson.trusted("{\"model\":\"m\",\"messages\":\"Hi\"}");
    JsonObject unknown =
        StrictJson.trusted(
            "{\"model\":\"m\",\"cat\":1,\"messages\":[{\"role\":\"user\",\"content\":"
                + "[{\"type\":\"text\",\"text\":\"a\",\"dog\":1}]}]}");

    assertFalse(schema(REQUEST).validate(node(wrong)).isEmpty());
    assertEquals(
        List.of("/cat", "/messages/0/content/0/dog"),
        new KnownFields(StrictJson.trusted(text)).unknown(REQUEST, unknown));
  }

  @Test
  void the_scripted_answer_of_our_tests_fits_the_description() throws IOException {
    JsonObject reply =
        StrictJson.trusted(
            """
            {"id":"c","object":"chat.completion","created":1,"model":"gpt-5.4-mini",
             "choices":[{"index":0,"finish_reason":"stop","logprobs":null,
              "message":{"role":"assistant","content":"Hello","refusal":null}}],
             "usage":{"prompt_tokens":95,"completion_tokens":40,"total_tokens":135,
              "prompt_tokens_details":{"cached_tokens":64}}}
            """);

    assertEquals(Set.of(), schema(RESPONSE).validate(node(reply)));
  }

  private JsonSchema schema(String name) {
    String address = "https://specs.test/openai.json";
    return JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            factory -> factory.schemaLoaders(loaders -> loaders.schemas(Map.of(address, text))))
        .getSchema(SchemaLocation.of(address + "#/components/schemas/" + name));
  }

  private JsonNode node(Json value) throws IOException {
    return mapper.readTree(value.toText());
  }
}
