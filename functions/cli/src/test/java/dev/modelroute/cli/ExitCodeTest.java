package dev.modelroute.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.cli.ScriptedServer.Reply;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExitCodeTest {
  private static final String ID = "_00000000-0000-7000-8000-000000000001";
  private final ScriptedServer api = new ScriptedServer();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void the_exit_code_says_who_has_to_do_what() {
    String list = "GET /v1/webhooks/deliveries";
    api.on(list, Reply.of(200, "{'data':[],'has_more':false,'next_cursor':null}"));
    assertRow(0, "", "deliveries list");

    assertRow(
        1, "NOT_FOUND: There is no such thing. (request req_unknown)", "deliveries show dlv" + ID);
    api.on(list, Reply.error(401, "UNAUTHORIZED", "The key is unknown.", "req_1"));
    assertRow(1, "UNAUTHORIZED: The key is unknown. (request req_1)", "deliveries list");
    api.on(list, Reply.error(429, "RATE_LIMITED", "Too many.", "req_2").with("Retry-After", "7"));
    assertRow(1, "try again in 7 s", "deliveries list");

    assertRow(2, "Missing required subcommand", "deliveries");
    assertRow(2, "Unmatched argument", "deliveries list everything");
    assertRow(2, "'dlv_1' is not an id like dlv_<uuid>", "deliveries show dlv_1");
    assertRow(2, "is not an id like dlv_<uuid>", "deliveries resend ../../v1/api-keys");
    assertRow(2, "--limit goes from 1 to 100", "deliveries list --limit 0");
    assertRow(2, "Missing required option: '--since=TIME'", "deliveries recover wh" + ID);
    assertRow(2, "--since takes 30m", "deliveries recover wh" + ID + " --since yesterday");
    assertRow(2, "Missing required option: '--forward-to=URL'", "listen");
    assertRow(2, "--forward-to takes a URL", "listen --forward-to localhost:3000");
    assertRow(
        2, "--timeout goes from 1 to 300", "listen --timeout 0 --forward-to http://localhost");
    assertRow(2, "--count starts at 1", "listen --count 0 --forward-to http://localhost");

    api.on(list, Reply.of(200, "<html>a portal</html>"));
    assertRow(3, "is the URL right?", "deliveries list");
    api.on(list, Reply.of(302, "").with("Location", "http://127.0.0.1:1/"));
    assertRow(3, "is the URL right?", "deliveries list");
    assertRow(3, "connection refused", "deliveries list --url http://127.0.0.1:1");
  }

  @Test
  void a_refused_field_is_named() {
    api.on(
        "POST /v1/webhooks/endpoints/wh" + ID + "/test",
        Reply.of(
            400,
            "{'error':{'code':'INPUT_VALIDATION_ERROR','message':'The request is not valid.',"
                + "'retryable':false,'request_id':'req_3','details':[{'field':'event_type',"
                + "'code':'UNKNOWN_EVENT','message':'There is no such event.'}]}}"));
    assertRow(1, "event_type: There is no such event.", "trigger nonsense --endpoint wh" + ID);
  }

  @Test
  void without_a_listener_a_trigger_says_what_to_start() {
    api.on("GET /v1/webhooks/endpoints", Reply.of(200, "{'data':[],'next_cursor':null}"));
    assertRow(2, "start modelroute listen", "trigger execution.completed");
  }

  @Test
  void text_of_the_server_does_not_steer_the_terminal() {
    api.on(
        "GET /v1/webhooks/deliveries", Reply.error(400, "X", "\\u001b[2Jcleared\\u202e", "req_4"));
    assertRow(1, "X: \ufffd[2Jcleared\ufffd", "deliveries list");
  }

  private void assertRow(int code, String said, String commandLine) {
    Terminal terminal = Terminal.at(api);
    int ended = terminal.run(commandLine.split(" ", -1));
    assertEquals(code, ended, () -> commandLine + ": " + terminal.err());
    assertTrue(terminal.err().contains(said), () -> commandLine + ": " + terminal.err());
    assertEquals(said.isEmpty(), terminal.err().isEmpty(), commandLine);
    api.requests()
        .forEach(request ->
            assertEquals(
                "Bearer sk_test",
                request.headers().get("authorization"),
                Arrays.asList(commandLine)::toString));
  }
}
