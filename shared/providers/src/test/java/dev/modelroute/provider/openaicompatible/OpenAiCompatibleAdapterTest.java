package dev.modelroute.provider.openaicompatible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.catalog.Dimension;
import dev.modelroute.core.catalog.RouteId;
import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.provider.AttemptContext;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.core.provider.CallbackCheck;
import dev.modelroute.core.provider.FailureAction;
import dev.modelroute.core.provider.ProviderAdapter;
import dev.modelroute.core.provider.ProviderJob;
import dev.modelroute.core.provider.ProviderOutput;
import dev.modelroute.core.provider.ProviderRequest;
import dev.modelroute.core.provider.ProviderResult;
import dev.modelroute.core.provider.RawCallback;
import dev.modelroute.provider.http.ScriptedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiCompatibleAdapterTest {
  private static final String INPUT =
      """
      {"messages":[{"role":"user","content":"Hi"}],"max_output_tokens":100}
      """;

  private ScriptedServer server;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedServer();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void one_request_goes_out_with_the_key_and_comes_back_as_canonical_output() {
    server.thenJson(
        200,
        """
        {"id":"c","object":"chat.completion","created":1,"model":"gpt-5.4-mini","choices":[{"index":0,
         "finish_reason":"stop","logprobs":null,"message":{"role":"assistant","content":"Hello",
         "refusal":null}}],"usage":{"prompt_tokens":95,"completion_tokens":40,"total_tokens":135,
         "prompt_tokens_details":{"cached_tokens":64}}}
        """);

    ProviderOutput output = succeeded(submit("openai"));

    assertEquals(
        "{\"text\":\"Hello\",\"finish_reason\":\"stop\",\"usage\":{\"input_tokens\":95,"
            + "\"output_tokens\":40,\"cached_input_tokens\":64}}",
        output.canonical().toText());
    assertEquals(
        Map.of(Dimension.INPUT_TOKEN, 95L, Dimension.OUTPUT_TOKEN, 40L), output.usage().units());
    assertEquals(1, server.received().size());
    ScriptedServer.Received request = server.received().getFirst();
    assertEquals("POST /v1/chat/completions HTTP/1.1", request.line());
    assertEquals("Bearer " + Fixtures.KEY, request.headers().get("authorization"));
    assertEquals("application/json", request.headers().get("content-type"));
    assertTrue(request.body().contains("\"max_completion_tokens\":100"), request.body());
  }

  /** Choice and usage of a 2xx, and the canonical text, finish and tokens made of them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"finish_reason":"length","message":{"content":""}}     | {"prompt_tokens":5,"completion_tokens":100} | {"text":"","finish_reason":"length","usage":{"input_tokens":5,"output_tokens":100,"cached_input_tokens":0}}
          {"finish_reason":"length","message":{"content":null}}   | {"prompt_tokens":5,"completion_tokens":1000000000000} | {"text":"","finish_reason":"length","usage":{"input_tokens":5,"output_tokens":100,"cached_input_tokens":0}}
          {"finish_reason":"eos","message":{"content":"a"}}       | {"prompt_tokens":5,"completion_tokens":1,"prompt_tokens_details":{"cached_tokens":9}} | {"text":"a","finish_reason":"stop","usage":{"input_tokens":5,"output_tokens":1,"cached_input_tokens":5}}
          {"finish_reason":"stop","message":{"content":[{"type":"thinking","text":"h"},{"type":"text","text":"a"},{"type":"text","text":"b"}]}} | {"prompt_tokens":5,"completion_tokens":1} | {"text":"ab","finish_reason":"stop","usage":{"input_tokens":5,"output_tokens":1,"cached_input_tokens":0}}
          {"finish_reason":"stop","message":{"content":"12345678"}} | null | {"text":"12345678","finish_reason":"stop","usage":{"input_tokens":0,"output_tokens":2,"cached_input_tokens":0}}
          """)
  void a_usable_answer_is_bounded_by_what_was_asked(String choice, String usage, String output) {
    server.thenJson(200, "{\"choices\":[" + choice + "],\"usage\":" + usage + "}");

    assertEquals(output, succeeded(submit("openai")).canonical().toText());
  }

  /** Section by section of the error table: the signs of failure inside a 2xx. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          openai     | {"choices":[{"finish_reason":"stop","message":{"content":null,"refusal":"no"}}]}  | CONTENT_MODERATION_REJECTED | STOP       | false | false
          openai     | {"choices":[{"finish_reason":"content_filter","message":{"content":"a"}}]}       | CONTENT_MODERATION_REJECTED | STOP       | false | false
          openai     | {"choices":[{"finish_reason":"stop","message":{"content":""}}]}                  | GENERATION_FAILED           | NEXT_ROUTE | false | false
          openai     | {"choices":[{"finish_reason":"tool_calls","message":{"content":"a"}}]}           | INTERNAL_ERROR              | NEXT_ROUTE | false | true
          openai     | {"choices":[{"finish_reason":"error","message":{"content":"a"}}]}                | GENERATION_FAILED           | NEXT_ROUTE | false | true
          openai     | {"choices":[{"message":{"content":"a"}}]}                                        | GENERATION_FAILED           | NEXT_ROUTE | false | true
          openai     | {"choices":[]}                                                                   | GENERATION_FAILED           | NEXT_ROUTE | false | true
          openai     | {"choices":[{"finish_reason":"stop"}]}                                           | GENERATION_FAILED           | NEXT_ROUTE | false | true
          openai     | {"ok":true}                                                                      | GENERATION_FAILED           | NEXT_ROUTE | false | true
          openai     | {"choices":[{"finish_reason":"stop","message":{"content":"a"}}],"usage":{"prompt_tokens":-1}}      | GENERATION_FAILED | NEXT_ROUTE | false | true
          openai     | {"choices":[{"finish_reason":"stop","message":{"content":"a"}}],"usage":{"completion_tokens":1.5}} | GENERATION_FAILED | NEXT_ROUTE | false | true
          openai     | {"choices":[{"finish_reason":"stop","message":{"content":"a"}}],"usage":{"prompt_tokens":1000000000000}} | GENERATION_FAILED | NEXT_ROUTE | false | true
          openai     | {"choices":[{"finish_reason":"stop","message":{"content":"a"}}],"usage":{"prompt_tokens":1e300}}   | GENERATION_FAILED | NEXT_ROUTE | false | true
          openrouter | {"error":{"code":429,"message":"m"}}                                             | RATE_LIMITED                | NEXT_ROUTE | false | false
          openrouter | {"error":{"code":402,"message":"m"}}                                             | SERVICE_UNAVAILABLE         | NEXT_ROUTE | false | true
          openrouter | {"error":{"code":403,"message":"m","metadata":{"reasons":["r"]}}}                | CONTENT_MODERATION_REJECTED | STOP       | false | false
          openrouter | {"error":{"message":"m"}}                                                        | GENERATION_FAILED           | NEXT_ROUTE | false | true
          vllm       | {"object":"error","message":"m","type":"NotFoundError","param":null,"code":404}  | MODEL_UNAVAILABLE           | NEXT_ROUTE | false | true
          vllm       | {"object":"error","message":"m","type":"BadRequestError","param":null,"code":400} | INPUT_VALIDATION_ERROR     | STOP       | false | true
          """)
  void a_failure_inside_a_success_is_told(
      String provider,
      String body,
      ErrorCode code,
      FailureAction action,
      boolean inDoubt,
      boolean alarm) {
    server.thenJson(200, body);

    AttemptFailure failure = failed(submit(provider));

    assertEquals(code, failure.code(), body);
    assertEquals(action, failure.action(), body);
    assertEquals(inDoubt, failure.inDoubt(), body);
    assertEquals(alarm, failure.alarm(), body);
    assertEquals(1, server.received().size());
  }

  @Test
  void html_another_type_a_cut_body_and_a_redirect_are_in_doubt_with_alarm() {
    server
        .thenAnswer(200, "text/html", "<html>welcome</html>")
        .thenAnswer(200, "text/plain", "{\"choices\":[]}")
        .thenJson(200, "{\"choices\":[")
        .thenJson(200, "[]")
        .then(ScriptedServer.answer(302, Map.of("Location", "http://169.254.169.254/"), ""));

    for (int i = 0; i < 5; i++) {
      AttemptFailure failure = failed(submit("openai"));
      assertEquals(ErrorCode.SERVICE_UNAVAILABLE, failure.code(), "answer " + i);
      assertEquals(FailureAction.NEXT_ROUTE, failure.action(), "answer " + i);
      assertTrue(failure.inDoubt() && failure.alarm(), "answer " + i);
    }
    assertEquals(5, server.received().size());
  }

  @Test
  void a_lost_connection_is_in_doubt_and_asked_once() {
    server.then(ScriptedServer.hangUp()).thenJson(200, "{}");

    AttemptFailure failure = failed(submit("openai"));

    assertEquals(ErrorCode.SERVICE_UNAVAILABLE, failure.code());
    assertEquals(FailureAction.NEXT_ROUTE, failure.action());
    assertTrue(failure.inDoubt());
    assertEquals(1, server.received().size());
  }

  @Test
  void a_passed_deadline_is_a_timeout_in_doubt() {
    server.then(ScriptedServer.drip(50));
    ProviderAdapter adapter = Fixtures.adapter("openai", server.address("/v1"));
    ProviderRequest request =
        adapter.translate(
            Fixtures.route("openai"),
            Fixtures.input(INPUT),
            new AttemptContext("exec:1", Duration.ofMillis(400), null));

    AttemptFailure failure = failed(adapter.submit(request));

    assertEquals(ErrorCode.GENERATION_TIMEOUT, failure.code());
    assertTrue(failure.inDoubt());
  }

  @Test
  void a_refused_connection_may_be_tried_again_in_place() throws IOException {
    // Bound and not listening: refuses, and nobody else can take the port meanwhile.
    try (Socket reserved = new Socket()) {
      reserved.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      URI address = URI.create("http://127.0.0.1:" + reserved.getLocalPort() + "/v1");

      AttemptFailure failure = failed(submit(Fixtures.adapter("openai", address), "openai", INPUT));

      assertEquals(ErrorCode.SERVICE_UNAVAILABLE, failure.code());
      assertEquals(FailureAction.RETRY_IN_PLACE, failure.action());
      assertFalse(failure.inDoubt());
    }
  }

  @Test
  void a_temperature_over_the_profiles_limit_goes_to_another_route_unsent() {
    AttemptFailure failure =
        failed(
            submit(
                Fixtures.adapter("mistral", server.address("/v1")),
                "mistral",
                "{\"messages\":[],\"temperature\":1.1}"));

    assertEquals(ErrorCode.INPUT_VALIDATION_ERROR, failure.code());
    assertEquals(FailureAction.NEXT_ROUTE, failure.action());
    assertEquals(0, server.received().size());
  }

  @Test
  void a_provider_without_jobs_trusts_no_callback_and_has_nothing_to_poll() {
    ProviderAdapter adapter = Fixtures.adapter("openai", Map.of());
    ProviderJob job = new ProviderJob(new RouteId("openai", "m"), "id", JsonObject.EMPTY);

    assertEquals(CallbackCheck.FORGED, adapter.verify(new RawCallback(Map.of(), new byte[0])));
    assertEquals(ErrorCode.GENERATION_FAILED, failed(adapter.poll(job)).code());
    adapter.cancel(job);
  }

  @Test
  void a_local_host_is_called_without_a_key() {
    server.thenJson(404, "{\"error\":\"model 'llama3.2' not found\"}");
    ProviderAdapter adapter =
        Fixtures.adapter("ollama", Map.of("OLLAMA_HOST", server.address("").toString()));

    assertEquals(ErrorCode.MODEL_UNAVAILABLE, failed(submit(adapter, "ollama", INPUT)).code());
    assertFalse(server.received().getFirst().headers().containsKey("authorization"));
    assertEquals("POST /v1/chat/completions HTTP/1.1", server.received().getFirst().line());
  }

  private ProviderResult submit(String provider) {
    return submit(Fixtures.adapter(provider, server.address("/v1")), provider, INPUT);
  }

  private static ProviderResult submit(ProviderAdapter adapter, String provider, String input) {
    return adapter.submit(
        adapter.translate(Fixtures.route(provider), Fixtures.input(input), Fixtures.attempt()));
  }

  private static ProviderOutput succeeded(ProviderResult result) {
    return assertInstanceOf(ProviderResult.Succeeded.class, result, result.toString()).output();
  }

  private static AttemptFailure failed(ProviderResult result) {
    return assertInstanceOf(ProviderResult.Failed.class, result, result.toString()).failure();
  }
}
