package dev.modelroute.provider.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpTransportTest {
  private static final Duration AMPLE = Duration.ofSeconds(20);

  private final HttpTransport transport = new HttpTransport();
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
  void a_post_is_sent_once_and_answered() {
    server.thenJson(201, "{\"a\":1}");

    HttpReply reply = answered(post("/v1/x?y=z", AMPLE));

    assertEquals(201, reply.status());
    assertEquals("{\"a\":1}", reply.text());
    assertTrue(reply.isJson());
    ScriptedServer.Received request = server.received().getFirst();
    assertEquals("POST /v1/x?y=z HTTP/1.1", request.line());
    assertEquals("{}", request.body());
    assertEquals("Bearer secret", request.headers().get("authorization"));
    assertFalse(request.headers().containsKey("accept-encoding"));
    assertFalse(request.headers().containsKey("upgrade"));
  }

  @Test
  void a_connection_that_dies_after_the_post_was_read_is_in_doubt_and_never_tried_again() {
    server.then(ScriptedServer.hangUp()).thenJson(200, "{}");

    assertInDoubt(Exchange.Cause.CONNECTION_LOST, post("/", AMPLE));
    assertEquals(1, server.received().size());
  }

  @Test
  void a_kept_connection_that_dies_after_the_post_was_read_is_not_tried_again_either() {
    server.thenJson(200, "{}").then(ScriptedServer.hangUp()).thenJson(200, "{}");

    answered(post("/first", AMPLE));

    assertInDoubt(Exchange.Cause.CONNECTION_LOST, post("/second", AMPLE));
    assertEquals(2, server.received().size());
  }

  @Test
  void a_connection_closed_while_idle_costs_nothing() {
    for (int i = 0; i < 20; i++) {
      server.then(ScriptedServer.answerAndClose(200, "{}"));
    }
    for (int i = 0; i < 20; i++) {
      Exchange exchange = transport.send(post("/" + i, AMPLE));
      // A close that crosses with the next request on the wire cannot be told from a lost answer.
      assertFalse(exchange instanceof Exchange.NotSent, exchange.toString());
    }
    assertTrue(server.received().size() <= 20);
    assertEquals(
        server.received().size(),
        server.received().stream().map(ScriptedServer.Received::line).distinct().count(),
        "no request was seen twice");
  }

  @Test
  void a_body_that_drips_is_cut_at_the_deadline() {
    server.then(ScriptedServer.drip(100));
    long start = System.nanoTime();

    assertInDoubt(Exchange.Cause.DEADLINE, post("/", Duration.ofSeconds(1)));

    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    assertTrue(millis >= 1000 && millis < 1500, "cut after " + millis + " ms");
    assertEquals(1, server.received().size());
  }

  @Test
  void a_result_over_its_cap_fails_and_an_error_over_it_is_cut() {
    server.thenJson(200, "x".repeat(1001)).thenJson(200, "x".repeat(1000));
    server.thenJson(500, "x".repeat(100_000));

    assertInDoubt(Exchange.Cause.TOO_LARGE, post("/", AMPLE));
    assertEquals(1000, answered(post("/", AMPLE)).body().length);
    assertEquals(65_536, answered(post("/", AMPLE)).body().length);
  }

  @Test
  void an_answer_shorter_than_promised_is_in_doubt() {
    server.then(ScriptedServer.truncated(500, "{\"a\":"));

    assertInDoubt(Exchange.Cause.CONNECTION_LOST, post("/", AMPLE));
  }

  @Test
  void a_redirect_is_an_answer_and_not_followed() {
    server
        .then(
            ScriptedServer.answer(
                302, Map.of("Location", server.address("/elsewhere").toString()), ""))
        .thenJson(200, "{}");

    assertEquals(302, answered(post("/", AMPLE)).status());
    assertEquals(1, server.received().size());
  }

  @Test
  void html_is_told_from_json() {
    server.thenAnswer(200, "text/html", "<html></html>");

    assertFalse(answered(post("/", AMPLE)).isJson());
  }

  @Test
  void a_body_that_claims_to_be_compressed_is_left_as_it_is() {
    server.then(ScriptedServer.answer(200, Map.of("Content-Encoding", "gzip"), "plain"));

    assertEquals("plain", answered(post("/", AMPLE)).text());
  }

  @Test
  void a_refused_connection_and_a_failed_handshake_were_not_sent() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    assertInstanceOf(
        Exchange.NotSent.class, transport.send(to(URI.create("http://127.0.0.1:" + port), AMPLE)));

    try (ServerSocket closing = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> closeFirst(closing));
      URI address = URI.create("https://127.0.0.1:" + closing.getLocalPort());
      assertInstanceOf(Exchange.NotSent.class, transport.send(to(address, AMPLE)));
    }
  }

  @Test
  void nothing_secret_is_in_the_text_form_of_a_call() {
    assertEquals("HttpCall[POST 127.0.0.1]", post("/?key=abc", AMPLE).toString());
  }

  private static void closeFirst(ServerSocket listener) {
    try {
      listener.accept().close();
    } catch (IOException over) {
      // The test ended first.
    }
  }

  private HttpReply answered(HttpCall call) {
    return assertInstanceOf(Exchange.Answered.class, transport.send(call)).reply();
  }

  private void assertInDoubt(Exchange.Cause cause, HttpCall call) {
    assertEquals(cause, assertInstanceOf(Exchange.InDoubt.class, transport.send(call)).cause());
  }

  private HttpCall post(String path, Duration timeout) {
    return to(server.address(path), timeout);
  }

  private static HttpCall to(URI address, Duration timeout) {
    return new HttpCall(
        "POST",
        address,
        Map.of("Authorization", "Bearer secret"),
        "{}".getBytes(StandardCharsets.UTF_8),
        timeout,
        1000);
  }
}
