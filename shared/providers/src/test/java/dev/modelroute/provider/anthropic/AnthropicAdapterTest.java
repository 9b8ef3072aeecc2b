package dev.modelroute.provider.anthropic;

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
import dev.modelroute.provider.http.HttpTransport;
import dev.modelroute.provider.http.ProviderSettings;
import dev.modelroute.provider.http.ScriptedServer;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract suite on every route, and what is Anthropic's own. */
class AnthropicAdapterTest extends ProviderContract {
  private static final String SLUG = "text-generation-standard";
  private static final String INPUT =
      "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"max_output_tokens\":100}";
  private static final String ANSWER =
      """
      {"id":"msg_1","type":"message","role":"assistant","model":"claude-haiku-4-5","container":null,
       "content":[{"type":"text","text":"Hel","citations":null},
        {"type":"text","text":"lo","citations":null}],
       "stop_reason":"end_turn","stop_sequence":null,"stop_details":null,
       "usage":{"input_tokens":20,"cache_read_input_tokens":64,"cache_creation_input_tokens":11,
        "cache_creation":null,"output_tokens":40,"server_tool_use":null,"service_tier":"standard",
        "inference_geo":null}}
      """;

  private ScriptedServer server;
  private AdapterProbe probe;

  @BeforeEach
  void start() throws IOException {
    server =
        new ScriptedServer()
            .otherwise(
                ScriptedServer.answer(200, Map.of("Content-Type", "application/json"), ANSWER));
    probe =
        new AdapterProbe(
            AdapterProbe.make(
                AnthropicAdapter::new,
                AnthropicAdapter.PROVIDER,
                AnthropicAdapter.KEY,
                server.address("")));
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Override
  protected ProviderAdapter adapter() {
    return probe.adapter();
  }

  @Override
  protected List<ContractCase> cases() {
    return RouteCases.of(AnthropicAdapter.class, AnthropicAdapter.PROVIDER);
  }

  @Test
  void one_request_goes_out_with_key_and_version_and_comes_back_as_canonical_output() {
    ProviderOutput output = probe.succeeds(SLUG, INPUT);

    assertEquals(
        "{\"text\":\"Hello\",\"finish_reason\":\"stop\",\"usage\":{\"input_tokens\":95,"
            + "\"output_tokens\":40,\"cached_input_tokens\":64}}",
        output.canonical().toText());
    assertEquals(
        Map.of(Dimension.INPUT_TOKEN, 95L, Dimension.OUTPUT_TOKEN, 40L), output.usage().units());
    ScriptedServer.Received request = server.received().getFirst();
    assertEquals("POST /v1/messages HTTP/1.1", request.line());
    assertEquals(AdapterProbe.KEY, request.headers().get("x-api-key"));
    assertEquals("2023-06-01", request.headers().get("anthropic-version"));
    assertFalse(request.headers().containsKey("authorization"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"messages":[{"role":"user","content":"Hi"}]} | {"model":"claude-haiku-4-5","max_tokens":4096,"messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]}]}
          # instructions go on top, wherever they stood
          {"messages":[{"role":"user","content":"Hi"},{"role":"system","content":"a"},{"role":"system","content":[{"type":"text","text":"b"}]},{"role":"assistant","content":"Yes?"}]} | {"model":"claude-haiku-4-5","max_tokens":4096,"system":[{"type":"text","text":"a"},{"type":"text","text":"b"}],"messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]},{"role":"assistant","content":[{"type":"text","text":"Yes?"}]}]}
          # somebody has to speak
          {"messages":[{"role":"system","content":"a"},{"role":"system","content":"b"}]} | {"model":"claude-haiku-4-5","max_tokens":4096,"system":[{"type":"text","text":"a"}],"messages":[{"role":"user","content":[{"type":"text","text":"b"}]}]}
          {"messages":[{"role":"user","content":[{"type":"text","text":"What?"},{"type":"image_file","file_id":"$FILE"}]}]} | {"model":"claude-haiku-4-5","max_tokens":4096,"messages":[{"role":"user","content":[{"type":"text","text":"What?"},{"type":"image","source":{"type":"base64","media_type":"image/png","data":"AQID"}}]}]}
          {"messages":[],"max_output_tokens":7,"temperature":0.5,"top_p":0.9,"stop":["x"],"response_format":{"type":"json_schema","schema":{"type":"object"}}} | {"model":"claude-haiku-4-5","max_tokens":7,"messages":[],"temperature":0.5,"top_p":0.9,"stop_sequences":["x"],"output_config":{"format":{"type":"json_schema","schema":{"type":"object"}}}}
          {"messages":[],"response_format":{"type":"text"}} | {"model":"claude-haiku-4-5","max_tokens":4096,"messages":[]}
          """)
  void a_canonical_input_becomes_exactly_this_body(String input, String body) {
    assertEquals(body, probe.translate(SLUG, input).body().toText(), input);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"stop_reason":"max_tokens","content":[],"usage":{"input_tokens":5,"output_tokens":1000000000000}} | {"text":"","finish_reason":"length","usage":{"input_tokens":5,"output_tokens":100,"cached_input_tokens":0}}
          {"stop_reason":"model_context_window_exceeded","content":[{"type":"text","text":"a"}],"usage":{"input_tokens":5,"output_tokens":9}} | {"text":"a","finish_reason":"length","usage":{"input_tokens":5,"output_tokens":9,"cached_input_tokens":0}}
          {"stop_reason":"stop_sequence","content":[{"type":"thinking","thinking":"h"},{"type":"text","text":"a"}],"usage":{"input_tokens":5,"output_tokens":9}} | {"text":"a","finish_reason":"stop","usage":{"input_tokens":5,"output_tokens":9,"cached_input_tokens":0}}
          """)
  void a_usable_answer_is_bounded_by_what_was_asked(String answer, String output) {
    server.thenJson(200, answer);

    assertEquals(output, probe.succeeds(SLUG, INPUT).canonical().toText());
  }

  @Test
  void without_a_key_no_route_can_run() {
    AnthropicAdapter bare =
        new AnthropicAdapter(
            new ProviderSettings(Map.of(), null), new HttpTransport(), () -> Instant.EPOCH);

    assertFalse(bare.isConfigured(probe.route(SLUG)));
  }

  @ParameterizedTest
  @CsvSource({
    "text-generation-standard, claude-haiku-4-5",
    "text-generation-pro, claude-sonnet-5",
    "text-generation-max, claude-opus-5-5"
  })
  void every_request_fits_what_the_provider_publishes(String slug, String model) {
    DescribedRequests.check(
        adapter(),
        slug,
        model,
        PublishedDescription.read("anthropic.json", "/components/schemas/CreateMessageParams"));
  }

  @Test
  void a_wrong_type_and_an_unknown_field_are_noticed() {
    PublishedDescription description =
        PublishedDescription.read("anthropic.json", "/components/schemas/CreateMessageParams");

    DescribedRequests.refused(
        description, "{\"model\":\"m\",\"max_tokens\":\"9\",\"messages\":[]}");
    DescribedRequests.refused(
        description, "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[],\"seed\":1}");
  }

  @Test
  void the_scripted_answer_fits_what_the_provider_publishes() {
    PublishedDescription description =
        PublishedDescription.read("anthropic.json", "/components/schemas/Message");

    assertEquals(List.of(), description.faults(StrictJson.trusted(ANSWER)));
  }
}
