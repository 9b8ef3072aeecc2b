package dev.modelroute.cli;

import static dev.modelroute.cli.ListenStage.BODY;
import static dev.modelroute.cli.ListenStage.CREATE;
import static dev.modelroute.cli.ListenStage.ENDPOINT;
import static dev.modelroute.cli.ListenStage.ENDPOINTS;
import static dev.modelroute.cli.ListenStage.LIST;
import static dev.modelroute.cli.ListenStage.NO_ENDPOINT;
import static dev.modelroute.cli.ListenStage.SECRET;
import static dev.modelroute.cli.ListenStage.UNAVAILABLE;
import static dev.modelroute.cli.ListenStage.event;
import static dev.modelroute.cli.ListenStage.page;
import static dev.modelroute.cli.ListenStage.path;
import static dev.modelroute.cli.ListenStage.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.standardwebhooks.Webhook;
import dev.modelroute.cli.ScriptedServer.Reply;
import dev.modelroute.cli.ScriptedServer.Request;
import dev.modelroute.core.id.Digests;
import dev.modelroute.core.json.JsonObject;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListenTest {
  private final ListenStage stage = new ListenStage();
  private final ScriptedServer api = stage.api();
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
    stage.apiWith(1);
    CompletableFuture<Integer> listening = listen();
    Waiting.until(() -> stage.reports(1).size() == 1);
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

    JsonObject report = stage.reports(1).getFirst();
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
    stage.apiWith(3);
    CompletableFuture<Integer> listening =
        terminal.start("listen", "--json", "--forward-to", receiver.url() + "/hook");
    Waiting.until(() -> stage.reports(3).size() == 1);
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
    stage.apiWith(0);
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
    stage.apiWith(0);
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
    stage.apiWith(1);
    CompletableFuture<Integer> listening =
        terminal.start("listen", "--forward-to", "http://127.0.0.1:1/hook");
    Waiting.until(() -> stage.reports(1).size() == 1);
    terminal.interrupt();
    assertEquals(ExitCode.OK, listening.get());
    assertEquals("connect", stage.reports(1).getFirst().string("error").orElseThrow());
    assertTrue(terminal.out().matches("(?s).*failed: connect .* resend dlv_.*"), terminal.out());
  }

  @Test
  void a_receiver_that_does_not_answer_is_reported_in_time() throws Exception {
    receiver.on("POST /hook", Reply.HELD);
    stage.apiWith(1);
    CompletableFuture<Integer> listening = listen("--timeout", "1");
    Waiting.until(() -> stage.reports(1).size() == 1);
    terminal.interrupt();
    assertEquals(ExitCode.OK, listening.get());
    assertEquals("timeout", stage.reports(1).getFirst().string("error").orElseThrow());
    assertTrue(stage.reports(1).getFirst().whole("latency_ms").orElseThrow() >= 900);
  }

  @Test
  void what_could_not_be_reported_is_reported_later_and_not_forwarded_again() throws Exception {
    receiver.on("POST /hook", Reply.of(200, ""));
    stage.apiWith(1);
    api.on(LIST, page(1), page(1), Reply.HELD);
    api.on("POST " + path(1) + "/attempts", UNAVAILABLE, Reply.of(200, "{}"));
    CompletableFuture<Integer> listening = listen();
    Waiting.until(() -> stage.reports(1).size() == 2);
    terminal.interrupt();
    assertEquals(ExitCode.OK, listening.get());
    assertEquals(stage.reports(1).getFirst(), stage.reports(1).get(1));
    assertEquals(1, receiver.requests().size());
    assertTrue(terminal.err().contains("was not recorded: SERVICE_UNAVAILABLE"), terminal.err());
  }

  @Test
  void a_retry_waits_for_its_time_and_a_first_attempt_for_no_clock() throws Exception {
    receiver.on("POST /hook", Reply.of(200, ""));
    stage.apiWith(2);
    api.on(
        LIST,
        Reply.of(
            200,
            "{'data':["
                + row(1, 1, "2999-01-01T00:00:00Z")
                + ","
                + row(2, 0, "2999-01-01T00:00:00Z")
                + "]}"),
        Reply.HELD);
    CompletableFuture<Integer> listening = listen();
    Waiting.until(() -> stage.reports(2).size() == 1);
    terminal.interrupt();
    assertEquals(ExitCode.OK, listening.get());
    assertEquals(List.of(), stage.reports(1));
  }

  @Test
  void a_delivery_whose_event_is_gone_is_left_alone() throws Exception {
    receiver.on("POST /hook", Reply.of(200, ""));
    stage.apiWith(2);
    api.on("GET " + path(1), Reply.of(200, row(1, 0, "").replace("}", ",'body':null}")))
        .on(LIST, page(1), page(2), Reply.HELD);
    CompletableFuture<Integer> listening = listen();
    Waiting.until(() -> stage.reports(2).size() == 1);
    terminal.interrupt();
    assertEquals(ExitCode.OK, listening.get());
    assertEquals(1, api.requests("GET " + path(1)).size());
    assertEquals(1, receiver.requests().size());
  }

  @Test
  void a_status_that_does_not_exist_is_no_answer() throws Exception {
    receiver.on("POST /hook", Reply.of(799, ""));
    stage.apiWith(1);
    CompletableFuture<Integer> listening = listen();
    Waiting.until(() -> stage.reports(1).size() == 1);
    terminal.interrupt();
    assertEquals(ExitCode.OK, listening.get());
    assertEquals("connect", stage.reports(1).getFirst().string("error").orElseThrow());
  }

  @Test
  void a_fault_of_the_api_is_waited_out() throws Exception {
    receiver.on("POST /hook", Reply.of(200, ""));
    stage.apiWith(1);
    api.on(LIST, UNAVAILABLE.with("Retry-After", "0"), page(1), Reply.HELD);
    CompletableFuture<Integer> listening = listen();
    Waiting.until(() -> stage.reports(1).size() == 1);
    terminal.interrupt();
    assertEquals(ExitCode.OK, listening.get());
    assertTrue(
        terminal.err().contains("Try again shortly. (request req_503); trying again in 0 s"));
  }

  @Test
  void with_a_count_it_ends_by_itself() throws Exception {
    receiver.on("POST /hook", Reply.of(204, ""));
    stage.apiWith(3);
    assertEquals(ExitCode.OK, listen("--count", "2").get());
    assertEquals(List.of(1, 1, 0), Stream.of(1, 2, 3).map(stage::reports).map(List::size).toList());
  }

  @Test
  void a_key_that_ends_ends_listening() throws Exception {
    stage.apiWith(0);
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
