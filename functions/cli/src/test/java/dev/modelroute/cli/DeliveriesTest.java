package dev.modelroute.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.cli.ScriptedServer.Reply;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
  private static final String TAIL = "_00000000-0000-7000-8000-000000000001";
  private static final String ROW =
      "{'id':'dlv%1$s','event_id':'evt%1$s','event_type':'execution.failed','execution_id':'exec%1$s',"
              .formatted(TAIL)
          + "'endpoint_id':null,'url':'https://example.com/hook','status':'FAILED','attempt_count':2,"
          + "'next_attempt_at':null,'created_at':'2026-11-20T08:00:00Z','completed_at':null";

  private final ScriptedServer api = new ScriptedServer();
  private final Terminal terminal = Terminal.at(api);

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void a_list_is_a_table_and_its_filters_are_the_api_s() {
    String page = "{'data':[" + ROW + "}],'has_more':true,'next_cursor':'c+/='}";
    api.on("GET /v1/webhooks/deliveries", Reply.of(200, page));
    assertEquals(
        ExitCode.OK,
        terminal.run(
            "deliveries",
            "list",
            "--status",
            "failed",
            "--endpoint",
            "wh" + TAIL,
            "--execution",
            "exec" + TAIL,
            "--limit",
            "5",
            "--cursor",
            "a&b=+"));
    assertEquals(
        "limit=5&endpoint_id=wh%1$s&execution_id=exec%1$s&status=FAILED&cursor=a%%26b%%3D%%2B"
            .formatted(TAIL),
        api.requests().getFirst().query());
    assertEquals(
        List.of(
            "DELIVERY                                 EVENT                STATUS     ATTEMPTS "
                + " MADE",
            "dlv" + TAIL + " execution.failed     FAILED            2  2026-11-20T08:00:00Z",
            "more with --cursor c+/="),
        terminal.out().lines().toList());
  }

  @Test
  void json_is_the_answer_of_the_api() {
    String page = "{'data':[" + ROW + "}],'has_more':false,'next_cursor':null}";
    api.on("GET /v1/webhooks/deliveries", Reply.of(200, page));
    terminal.run("deliveries", "list", "--json");
    assertEquals(page.replace('\'', '"'), terminal.json().getFirst().toText());
  }

  @Test
  void a_delivery_is_shown_with_its_attempts() {
    String attempts =
        "'attempts':[{'number':1,'time':'2026-11-20T08:00:01Z','status':500,'ms':12,'error_class':'http_500'},"
            + "{'number':2,'time':'2026-11-20T08:02:01Z','status':null,'ms':5000,'error_class':'timeout'}]";
    api.on(
        "GET /v1/webhooks/deliveries/dlv" + TAIL,
        Reply.of(200, ROW + ",'body':'{}'," + attempts + "}"));
    terminal.run("deliveries", "show", "dlv" + TAIL);
    assertTrue(terminal.out().contains("\n  url              https://example.com/hook\n"));
    assertTrue(terminal.out().contains("attempt 1 at 2026-11-20T08:00:01Z: http_500, 12 ms"));
    assertTrue(terminal.out().contains("attempt 2 at 2026-11-20T08:02:01Z: timeout, 5000 ms"));
  }

  @Test
  void the_exact_body_is_printed_alone() {
    api.on(
        "GET /v1/webhooks/deliveries/dlv" + TAIL,
        new Reply(200, "{\"body\":\"{ \\\"x\\\":\\\"\uD83D\uDE00\\\"}\"}", java.util.Map.of()));
    terminal.run("deliveries", "show", "dlv" + TAIL, "--body");
    assertEquals("{ \"x\":\"\uD83D\uDE00\"}", terminal.out());
  }

  @Test
  void a_resend_is_one_post() {
    String line = "POST /v1/webhooks/deliveries/dlv" + TAIL + "/resend";
    api.on(line, Reply.of(202, "{'id':'dlv_new'}"));
    assertEquals(ExitCode.OK, terminal.run("deliveries", "resend", "dlv" + TAIL));
    assertEquals("resent as dlv_new", terminal.out().strip());
    assertEquals("{}", api.requests(line).getFirst().body());
  }

  @Test
  void recover_takes_a_time_or_how_long_ago() {
    String line = "POST /v1/webhooks/endpoints/wh" + TAIL + "/recover";
    api.on(line, Reply.of(202, "{'since':'2026-11-20T11:30:00Z'}"));
    terminal.at(() -> Instant.parse("2026-11-20T12:00:00Z"));
    for (String since : List.of("30m", "12h", "3d", "2026-11-19T00:00:00Z")) {
      assertEquals(
          ExitCode.OK, terminal.run("deliveries", "recover", "wh" + TAIL, "--since", since));
    }
    assertEquals(
        List.of(
            "{\"since\":\"2026-11-20T11:30:00Z\"}",
            "{\"since\":\"2026-11-20T00:00:00Z\"}",
            "{\"since\":\"2026-11-17T12:00:00Z\"}",
            "{\"since\":\"2026-11-19T00:00:00Z\"}"),
        api.requests(line).stream().map(ScriptedServer.Request::body).toList());
    assertEquals(
        "the failed events of wh" + TAIL + " since 2026-11-20T11:30:00Z come again",
        terminal.out().lines().findFirst().orElseThrow());
  }

  @Test
  void a_trigger_goes_to_the_listener_that_gets_the_event() {
    String endpoint = "{'id':'wh%s','mode':'pull','description':'modelroute listen','events':[%s]}";
    api.on(
        "GET /v1/webhooks/endpoints",
        Reply.of(
            200,
            "{'data':["
                + endpoint.formatted("_other", "'execution.started'")
                + ","
                + endpoint.formatted(TAIL, "'execution.failed'")
                + "],'next_cursor':null}"));
    String line = "POST /v1/webhooks/endpoints/wh" + TAIL + "/test";
    api.on(line, Reply.of(202, "{'id':'dlv_test'}"));
    assertEquals(ExitCode.OK, terminal.run("trigger", "execution.failed"));
    assertEquals("{\"event_type\":\"execution.failed\"}", api.requests(line).getFirst().body());
    assertEquals("execution.failed sent to wh" + TAIL + " as dlv_test", terminal.out().strip());
  }
}
