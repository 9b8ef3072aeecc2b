package dev.modelroute.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.standardwebhooks.Webhook;
import dev.modelroute.cli.ScriptedServer.Reply;
import dev.modelroute.cli.ScriptedServer.Request;
import dev.modelroute.core.id.Digests;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListenTest {
  private static final String SECRET = "whsec_" + "A".repeat(43) + "=";
  private static final String ENDPOINT = "wh_00000000-0000-7000-8000-000000000001";
  private static final String ENDPOINTS = "GET /v1/webhooks/endpoints";
  private static final String CREATE = "POST /v1/webhooks/endpoints";
  private static final String LIST = "GET /v1/webhooks/deliveries";
  private static final Reply NO_ENDPOINT = Reply.of(200, "{'data':[],'next_cursor':null}");
  private static final Reply UNAVAILABLE =
      Reply.error(503, "SERVICE_UNAVAILABLE", "Try again shortly.", "req_503");

  /** Line breaks, escapes and four-byte characters: nothing may be read and written anew. */
  private static final String BODY = "{ \"a\" : \"h\u00e9llo \uD83D\uDE00\",\n \"b\":1.0, \"c\":\"\\u0041\"}";

  private final ScriptedServer api = new ScriptedServer();
  private final ScriptedServer receiver = new ScriptedServer();
  private final Terminal terminal = Terminal.at(api);

  @AfterEach
  void close() {
    api.close();
    receiver.close();
  }

  @Test
  void an_event_is_forwarded_signed_as_the_platform_signs() throws Exception {
    receiver.on("POST /hook", Reply.of(204, ""));
    apiWith(1);
    CompletableFuture<Integer> listening = listen();
    Waiting.until(() -> reports(1).size() == 1);
    terminal.interrupt();
    assertEquals(ExitCode.OK, listening.get());

    Request got = receiver.requests().getFirst();
    assertEquals(BODY, got.body());
    assertEquals("ModelRoute-Webhooks/1.0", got.headers().get("user-agent"));
    assertEquals("application/json", got.headers().get("content-type"));
    assertEquals(event(1), got.headers().get("webhook-id"));
    new Webhook(SECRET).verify(got.body(), standardHeaders(got));
    assertEquals(
        Digests.hmacSha256(
            bytes(SECRET), bytes(got.headers().get("x-signature-timestamp") + "." + got.body())),
        got.headers().get("x-signature"));

    JsonObject report = reports(1).getFirst();
    assertEquals(204, report.whole("status_code").orElseThrow());
    assertTrue(report.whole("latency_ms").orElseThrow() >= 0, report::toText);
    assertTrue(terminal.out().contains("Signing secret: " + SECRET), terminal.out());
    assertTrue(
        terminal.out().contains("execution.completed  " + event(1) + "  204  "), terminal.out());
    assertEquals("", terminal.err());
  }

  @Test
  void the_oldest_event_comes_first_and_json_lines_say_each() throws Exception {
    receiver.on("POST /hook", Reply.of(200, ""), Reply.of(500, ""), Reply.of(302, ""));
    apiWith(3);
    CompletableFuture<Integer> listening =
        terminal.start("listen", "--json", "--forward-to", receiver.url() + "/hook");
    Waiting.until(() -> reports(3).size() == 1);
    terminal.interrupt();
    assertEquals(ExitCode.OK, listening.get());
    assertEquals(
        List.of(event(1), event(2), event(3)),
        receiver.requests().stream().map(got -> got.headers().get("webhook-id")).toList());

    List<JsonObject> lines = terminal.json();
    assertEquals("listening", lines.getFirst().string("type").orElseThrow());
    assertEquals(SECRET, lines.getFirst().string("secret").orElseThrow());
    assertEquals(
        List.of("forwarded evt 200", "forwarded evt 500", "forwarded evt 302"),
        lines.stream()
            .skip(1)
            .map(line ->
                line.string("type").orElseThrow()
                    + " "
                    + line.string("event_id").orElseThrow().substring(0, 3)
                    + " "
                    + line.whole("status_code").orElseThrow())
            .toList());
  }

  @Test
  void the_endpoint_with_the_same_events_is_used_again() throws Exception {
    apiWith(0);
    String other = "{'id':'wh_other','mode':'%s','description':'%s','is_active':%s,'events':[%s]}";
    api.on(
        ENDPOINTS,
        Reply.of(
            200,
            "{'data':["
                + String.join(
                    ",",
                    other.formatted("push", "modelroute listen", "true", ""),
                    other.formatted("pull", "of somebody", "true", ""),
                    other.formatted("pull", "modelroute listen", "false", ""),
                    other.formatted("pull", "modelroute listen", "true", "'execution.failed'"))
                + "],'next_cursor':'more'}"),
        Reply.of(
            200,
            "{'data':["
                + other
                    .formatted("pull", "modelroute listen", "true", "")
                    .replace("wh_other", ENDPOINT)
                + "],'next_cursor':null}"));
    CompletableFuture<Integer> listening = listen();
    Waiting.until(() -> !api.requests(LIST).isEmpty());
    terminal.interrupt();
    assertEquals(ExitCode.OK, listening.get());
    assertEquals(List.of(), api.requests(CREATE));
    assertEquals(
        "endpoint_id=" + ENDPOINT + "&status=SCHEDULED&limit=100&wait=25",
        api.requests(LIST).getFirst().query());
    assertEquals("limit=100&cursor=more", api.requests(ENDPOINTS).get(1).query());
  }

  @Test
  void an_endpoint_is_made_for_the_events_that_are_asked_for() throws Exception {
    apiWith(0);
    CompletableFuture<Integer> listening =
        listen("--events", "execution.failed,execution.completed");
    Waiting.until(() -> !api.requests(LIST).isEmpty());
    terminal.interrupt();
    assertEquals(ExitCode.OK, listening.get());
    assertEquals(
        "{\"mode\":\"pull\",\"events\":[\"execution.completed\",\"execution.failed\"],"
            + "\"description\":\"modelroute listen\"}",
        api.requests(CREATE).getFirst().body());
  }

  @Test
  void a_receiver_that_is_not_there_is_reported() throws Exception {
    apiWith(1);
    CompletableFuture<Integer> listening =
        terminal.start("listen", "--forward-to", "http://127.0.0.1:1/hook");
    Waiting.until(() -> reports(1).size() == 1);
    terminal.interrupt();
    assertEquals(ExitCode.OK, listening.get());
    assertEquals("connect", reports(1).getFirst().string("error").orElseThrow());
    assertTrue(terminal.out().contains("failed: connect"), terminal.out());
  }

  @Test
  void a_receiver_that_does_not_answer_is_reported_in_time() throws Exception {
    receiver.on("POST /hook", Reply.HELD);
    apiWith(1);
    CompletableFuture<Integer> listening = listen("--timeout", "1");
    Waiting.until(() -> reports(1).size() == 1);
    terminal.interrupt();
    assertEquals(ExitCode.OK, listening.get());
    assertEquals("timeout", reports(1).getFirst().string("error").orElseThrow());
    assertTrue(reports(1).getFirst().whole("latency_ms").orElseThrow() >= 900);
  }

  @Test
  void what_could_not_be_reported_is_reported_later_and_not_forwarded_again() throws Exception {
    receiver.on("POST /hook", Reply.of(200, ""));
    apiWith(1);
    api.on(LIST, page(1), page(1), Reply.HELD);
    api.on("POST " + path(1) + "/attempts", UNAVAILABLE, Reply.of(200, "{}"));
    CompletableFuture<Integer> listening = listen();
    Waiting.until(() -> reports(1).size() == 2);
    terminal.interrupt();
    assertEquals(ExitCode.OK, listening.get());
    assertEquals(reports(1).getFirst(), reports(1).get(1));
    assertEquals(1, receiver.requests().size());
    assertTrue(terminal.err().contains("was not recorded: SERVICE_UNAVAILABLE"), terminal.err());
  }

  @Test
  void a_retry_waits_for_its_time_and_a_first_attempt_for_no_clock() throws Exception {
    receiver.on("POST /hook", Reply.of(200, ""));
    apiWith(2);
    api.on(
        LIST,
        Reply.of(
            200,
            "{'data':[" + row(1, 1, "2999-01-01T00:00:00Z") + "," + row(2, 0, "2999-01-01T00:00:00Z") + "]}"),
        Reply.HELD);
    CompletableFuture<Integer> listening = listen();
    Waiting.until(() -> reports(2).size() == 1);
    terminal.interrupt();
    assertEquals(ExitCode.OK, listening.get());
    assertEquals(List.of(), reports(1));
  }

  @Test
  void a_delivery_whose_event_is_gone_is_left_alone() throws Exception {
    receiver.on("POST /hook", Reply.of(200, ""));
    apiWith(2);
    api.on("GET " + path(1), Reply.of(200, row(1, 0, "").replace("}", ",'body':null}")))
        .on(LIST, page(1), page(2), Reply.HELD);
    CompletableFuture<Integer> listening = listen();
    Waiting.until(() -> reports(2).size() == 1);
    terminal.interrupt();
    assertEquals(ExitCode.OK, listening.get());
    assertEquals(1, api.requests("GET " + path(1)).size());
    assertEquals(1, receiver.requests().size());
  }

  @Test
  void a_status_that_does_not_exist_is_no_answer() throws Exception {
    receiver.on("POST /hook", Reply.of(799, ""));
    apiWith(1);
    CompletableFuture<Integer> listening = listen();
    Waiting.until(() -> reports(1).size() == 1);
    terminal.interrupt();
    assertEquals(ExitCode.OK, listening.get());
    assertEquals("connect", reports(1).getFirst().string("error").orElseThrow());
  }

  @Test
  void a_fault_of_the_api_is_waited_out() throws Exception {
    receiver.on("POST /hook", Reply.of(200, ""));
    apiWith(1);
    api.on(LIST, UNAVAILABLE.with("Retry-After", "0"), page(1), Reply.HELD);
    CompletableFuture<Integer> listening = listen();
    Waiting.until(() -> reports(1).size() == 1);
    terminal.interrupt();
    assertEquals(ExitCode.OK, listening.get());
    assertTrue(terminal.err().contains("Try again shortly. (request req_503); trying again in 0 s"));
  }

  @Test
  void a_key_that_ends_ends_listening() throws Exception {
    apiWith(0);
    api.on(LIST, Reply.error(401, "UNAUTHORIZED", "The key is unknown.", "req_1"));
    assertEquals(ExitCode.REFUSED, listen().get());
    assertTrue(terminal.err().contains("UNAUTHORIZED"), terminal.err());
  }

  @Test
  void what_it_needs_first_is_refused_or_unreachable_at_once() throws Exception {
    assertEquals(ExitCode.REFUSED, listen().get());
    api.on(ENDPOINTS, NO_ENDPOINT).on(CREATE, Reply.of(201, "{}"));
    assertEquals(ExitCode.UNREACHABLE, listen().get());
    api.on(CREATE, Reply.of(201, "{'id':'" + ENDPOINT + "'}"));
    assertEquals(ExitCode.REFUSED, listen().get());
    api.on("GET /v1/webhooks/secret", Reply.of(200, "{'secret':'other'}"));
    assertEquals(ExitCode.UNREACHABLE, listen().get());
  }

  private CompletableFuture<Integer> listen(String... more) {
    String[] arguments = new String[more.length + 3];
    arguments[0] = "listen";
    arguments[1] = "--forward-to";
    arguments[2] = receiver.url() + "/hook";
    System.arraycopy(more, 0, arguments, 3, more.length);
    return terminal.start(arguments);
  }

  /** An API without an endpoint so far, and with these deliveries, newest first. */
  private void apiWith(int deliveries) {
    api.on(ENDPOINTS, NO_ENDPOINT)
        .on(CREATE, Reply.of(201, "{'id':'" + ENDPOINT + "'}"))
        .on("GET /v1/webhooks/secret", Reply.of(200, "{'secret':'" + SECRET + "'}"));
    for (int number = 1; number <= deliveries; number++) {
      JsonObject delivery =
          StrictJson.trusted(row(number, 0, "2026-11-20T08:00:00Z").replace('\'', '"'))
              .with("body", Json.of(BODY));
      api.on("GET " + path(number), new Reply(200, delivery.toText(), Map.of()))
          .on("POST " + path(number) + "/attempts", Reply.of(200, "{}"));
    }
    if (deliveries == 0) {
      api.on(LIST, Reply.HELD);
    } else {
      api.on(LIST, page(deliveries), Reply.HELD);
    }
  }

  private static Reply page(int deliveries) {
    return Reply.of(
        200,
        IntStream.iterate(deliveries, number -> number > 0, number -> number - 1)
            .mapToObj(number -> row(number, 0, "2026-11-20T08:00:00Z"))
            .collect(Collectors.joining(",", "{'data':[", "],'has_more':false}")));
  }

  private static String row(int number, int attempts, String next) {
    return ("{'id':'%s','event_id':'%s','event_type':'execution.completed','status':'SCHEDULED',"
            + "'attempt_count':%d,'next_attempt_at':'%s','created_at':'2026-11-20T08:00:0%dZ'}")
        .formatted(id("dlv", number), event(number), attempts, next, number);
  }

  private List<JsonObject> reports(int number) {
    return api.requests("POST " + path(number) + "/attempts").stream()
        .map(request -> StrictJson.trusted(request.body()))
        .toList();
  }

  private static String path(int number) {
    return "/v1/webhooks/deliveries/" + id("dlv", number);
  }

  private static String event(int number) {
    return id("evt", number);
  }

  private static String id(String prefix, int number) {
    return prefix + "_00000000-0000-7000-8000-00000000000" + number;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static HttpHeaders standardHeaders(Request got) {
    Map<String, List<String>> headers =
        got.headers().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
    return HttpHeaders.of(headers, (name, value) -> true);
  }
}
