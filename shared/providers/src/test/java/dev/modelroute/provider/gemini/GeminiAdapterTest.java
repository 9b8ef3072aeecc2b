package dev.modelroute.provider.gemini;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.modelroute.core.catalog.Dimension;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.core.provider.ProviderAdapter;
import dev.modelroute.core.provider.ProviderOutput;
import dev.modelroute.provider.AdapterProbe;
import dev.modelroute.provider.ContractCase;
import dev.modelroute.provider.DescribedRequests;
import dev.modelroute.provider.ProviderContract;
import dev.modelroute.provider.PublishedDescription;
import dev.modelroute.provider.RouteCases;
import dev.modelroute.provider.Samples;
import dev.modelroute.provider.http.ScriptedServer;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract suite on every route, and what is Gemini's own. */
class GeminiAdapterTest extends ProviderContract {
  private static final String TEXT =
      """
      {"responseId":"r","modelVersion":"gemini-3.5-flash-lite","candidates":[{"index":0,
        "finishReason":"STOP","content":{"role":"model","parts":[{"text":"hm","thought":true},
          {"text":"Hel"},{"text":"lo"}]}}],
       "usageMetadata":{"promptTokenCount":95,"cachedContentTokenCount":64,"candidatesTokenCount":30,
        "thoughtsTokenCount":10,"totalTokenCount":135}}
      """;
  private static final String PICTURE =
      """
      {"candidates":[{"index":0,"finishReason":"STOP","content":{"role":"model","parts":[
        {"inlineData":{"mimeType":"image/png","data":"%s"}}]}}],
       "usageMetadata":{"promptTokenCount":1130,"candidatesTokenCount":1120,"totalTokenCount":2250,
        "promptTokensDetails":[{"modality":"TEXT","tokenCount":10},
          {"modality":"IMAGE","tokenCount":1120}]}}
      """
          .formatted(Base64.getEncoder().encodeToString(Samples.png(3, 2)));
  private static final String VECTORS =
      """
      {"embeddings":[{"values":[3,4]},{"values":[0.6000000238418579,0]}],
       "usageMetadata":{"promptTokenCount":2}}
      """;

  private ScriptedServer server;
  private AdapterProbe probe;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedServer().otherwise(GeminiAdapterTest::answer);
    probe =
        new AdapterProbe(
            AdapterProbe.make(
                GeminiAdapter::new,
                GeminiAdapter.PROVIDER,
                GeminiAdapter.KEY,
                server.address("/v1beta")));
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private static ScriptedServer.Step answer(ScriptedServer.Received request) {
    String body =
        request.line().contains(":batchEmbedContents")
            ? VECTORS
            : request.line().contains("image") ? PICTURE : TEXT;
    return ScriptedServer.answer(200, Map.of("Content-Type", "application/json"), body);
  }

  @Override
  protected ProviderAdapter adapter() {
    return probe.adapter();
  }

  @Override
  protected List<ContractCase> cases() {
    return RouteCases.of(GeminiAdapter.class, GeminiAdapter.PROVIDER);
  }

  @Test
  void text_goes_out_with_the_key_as_a_header_and_comes_back_without_the_thoughts() {
    ProviderOutput output =
        probe.succeeds(
            "text-generation-fast", "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");

    assertEquals(
        "{\"text\":\"Hello\",\"finish_reason\":\"stop\",\"usage\":{\"input_tokens\":95,"
            + "\"output_tokens\":40,\"cached_input_tokens\":64}}",
        output.canonical().toText());
    assertEquals(
        Map.of(Dimension.INPUT_TOKEN, 95L, Dimension.OUTPUT_TOKEN, 40L), output.usage().units());
    ScriptedServer.Received request = server.received().getFirst();
    assertEquals(
        "POST /v1beta/models/gemini-3.5-flash-lite:generateContent HTTP/1.1", request.line());
    assertEquals(AdapterProbe.KEY, request.headers().get("x-goog-api-key"));
    assertFalse(request.line().contains("key="));
  }

  @Test
  void a_picture_comes_back_with_its_own_size_and_the_reported_tokens() {
    ProviderOutput output =
        probe.succeeds("image-edit-standard", "{\"prompt\":\"at night\",\"images\":[\"$FILE\"]}");

    assertEquals(
        "{\"images\":[{\"file_id\":\"output:0\",\"width\":3,\"height\":2,"
            + "\"content_type\":\"image/png\"}]}",
        output.canonical().toText());
    assertEquals(
        Map.of(
            Dimension.INPUT_TOKEN, 10L,
            Dimension.INPUT_IMAGE_TOKEN, 1120L,
            Dimension.OUTPUT_IMAGE_TOKEN, 1120L),
        output.usage().units());
    assertEquals(1, output.files().size());
  }

  @Test
  void vectors_come_back_with_length_one() {
    ProviderOutput output = probe.succeeds("text-embedding-large", "{\"input\":[\"a\",\"b\"]}");

    assertEquals(
        "{\"embeddings\":[[0.6,0.8],[1.0,0.0]],\"dimensions\":2,\"usage\":{\"input_tokens\":2}}",
        output.canonical().toText());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          text-generation-fast | {"messages":[{"role":"user","content":"Hi"}]} | {"contents":[{"role":"user","parts":[{"text":"Hi"}]}],"generationConfig":{"maxOutputTokens":4096}}
          text-generation-fast | {"messages":[{"role":"system","content":"a"},{"role":"user","content":[{"type":"image_file","file_id":"$FILE"},{"type":"text","text":"What?"}]},{"role":"assistant","content":"Yes?"}]} | {"systemInstruction":{"parts":[{"text":"a"}]},"contents":[{"role":"user","parts":[{"inlineData":{"mimeType":"image/png","data":"AQID"}},{"text":"What?"}]},{"role":"model","parts":[{"text":"Yes?"}]}],"generationConfig":{"maxOutputTokens":4096}}
          text-generation-fast | {"messages":[{"role":"system","content":"a"}]} | {"contents":[{"role":"user","parts":[{"text":"a"}]}],"generationConfig":{"maxOutputTokens":4096}}
          text-generation-fast | {"messages":[],"max_output_tokens":7,"temperature":2,"top_p":1,"stop":["x"],"seed":-1,"response_format":{"type":"json"}} | {"contents":[],"generationConfig":{"maxOutputTokens":7,"temperature":2,"topP":1,"stopSequences":["x"],"seed":-1,"responseMimeType":"application/json"}}
          text-generation-fast | {"messages":[],"response_format":{"type":"json_schema","schema":{"type":"object"}}} | {"contents":[],"generationConfig":{"maxOutputTokens":4096,"responseMimeType":"application/json","responseJsonSchema":{"type":"object"}}}
          image-generation-standard | {"prompt":"p","aspect_ratio":"16:9","seed":3} | {"contents":[{"role":"user","parts":[{"text":"p"}]}],"generationConfig":{"responseModalities":["IMAGE"],"imageConfig":{"aspectRatio":"16:9"},"seed":3}}
          image-edit-standard | {"prompt":"p","images":["$FILE","$FILE"]} | {"contents":[{"role":"user","parts":[{"inlineData":{"mimeType":"image/png","data":"AQID"}},{"inlineData":{"mimeType":"image/png","data":"AQID"}},{"text":"p"}]}],"generationConfig":{"responseModalities":["IMAGE"]}}
          text-embedding-large | {"input":["a"],"dimensions":256,"purpose":"query"} | {"requests":[{"model":"models/gemini-embedding-001","content":{"parts":[{"text":"a"}]},"taskType":"RETRIEVAL_QUERY","outputDimensionality":256}]}
          """)
  void a_canonical_input_becomes_exactly_this_body(String slug, String input, String body) {
    assertEquals(body, probe.translate(slug, input).body().toText(), input);
  }

  @ParameterizedTest
  @CsvSource({
    "text-generation-fast, gemini-3.5-flash-lite, GenerateContentRequest",
    "text-generation-pro, gemini-3.1-pro-preview, GenerateContentRequest",
    "image-generation-standard, gemini-3.1-flash-image, GenerateContentRequest",
    "image-edit-standard, gemini-3.1-flash-image, GenerateContentRequest",
    "text-embedding-large, gemini-embedding-001, BatchEmbedContentsRequest"
  })
  void every_request_fits_what_the_provider_publishes(String slug, String model, String schema) {
    DescribedRequests.check(adapter(), slug, model, description(schema));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          GenerateContentRequest    | {"contents":"Hi"}
          GenerateContentRequest    | {"contents":[],"generationConfig":{"cat":1}}
          GenerateContentRequest    | {"contents":[{"parts":[{"text":1}]}]}
          BatchEmbedContentsRequest | {"requests":[{"taskType":"CATS"}]}
          BatchEmbedContentsRequest | {"requests":[{"text":"a"}]}
          """)
  void a_wrong_type_and_an_unknown_field_are_noticed(String schema, String body) {
    DescribedRequests.refused(description(schema), body);
  }

  @Test
  void the_scripted_answers_fit_what_the_provider_publishes() {
    for (String answer : List.of(TEXT, PICTURE)) {
      assertEquals(
          List.of(),
          description("GenerateContentResponse").faults(StrictJson.trusted(answer)),
          answer);
    }
    assertEquals(
        List.of(), description("BatchEmbedContentsResponse").faults(StrictJson.trusted(VECTORS)));
  }

  private static PublishedDescription description(String schema) {
    return PublishedDescription.read("gemini.json", "/components/schemas/" + schema);
  }
}
