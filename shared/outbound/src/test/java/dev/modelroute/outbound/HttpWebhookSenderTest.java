package dev.modelroute.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.webhook.FailureClass;
import dev.modelroute.core.webhook.WebhookSender.Outcome;
import dev.modelroute.testkit.webhook.Behaviour;
import dev.modelroute.testkit.webhook.ScriptedReceiver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** WT4: receivers that are slow, endless or speak no HTTP; and what else a POST keeps to. */
class HttpWebhookSenderTest {
  private static final Duration DEADLINE = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofMillis(500);
  private static final long MAX_GROWTH_BYTES = 5_000_000;

  private final ScriptedReceiver receiver = ScriptedReceiver.start();
  private final GuardedHttpClient http = Outside.loopback();
  private final HttpWebhookSender sender = new HttpWebhookSender(http);

  @AfterEach
  void close() {
    http.close();
    receiver.close();
  }

  @Test
  void the_request_has_our_headers_and_the_exact_body_and_nothing_of_the_librarys_own() {
    var headers = new LinkedHashMap<String, String>();
    headers.put("User-Agent", "ModelRoute-Webhooks/1.0");
    headers.put("Content-Type", "application/json");
    headers.put("X-Signature", "abc");
    String body = "{\"text\":\"\uD83D\uDE00\"}";
    assertEquals(
        new Outcome.Taken(200),
        sender.post(receiver.url("hook?a=b"), headers, body.getBytes(UTF_8), DEADLINE));
    ScriptedReceiver.Received got = receiver.received().getFirst();
    assertEquals("POST /hook?a=b HTTP/1.1", got.line());
    assertEquals(body, got.body());
    assertEquals("abc", got.headers().get("x-signature"));
    assertEquals(
        Set.of("user-agent", "content-type", "x-signature", "content-length", "host", "connection"),
        new TreeSet<>(got.headers().keySet()));
  }

  @Test
  void a_status_decides_and_nothing_is_followed_or_repeated() {
    // status, header, outcome
    Map<Integer, Outcome> table = new LinkedHashMap<>();
    table.put(200, new Outcome.Taken(200));
    table.put(204, new Outcome.Taken(204));
    table.put(299, new Outcome.Taken(299));
    table.put(301, new Outcome.Refused(FailureClass.REDIRECT, 301, "7"));
    table.put(302, new Outcome.Refused(FailureClass.REDIRECT, 302, "7"));
    table.put(304, new Outcome.Refused(FailureClass.REDIRECT, 304, "7"));
    table.put(307, new Outcome.Refused(FailureClass.REDIRECT, 307, "7"));
    table.put(400, new Outcome.Refused(FailureClass.HTTP, 400, "7"));
    table.put(401, new Outcome.Refused(FailureClass.HTTP, 401, "7"));
    table.put(410, new Outcome.Refused(FailureClass.HTTP, 410, "7"));
    table.put(429, new Outcome.Refused(FailureClass.HTTP, 429, "7"));
    table.put(500, new Outcome.Refused(FailureClass.HTTP, 500, "7"));
    table.put(503, new Outcome.Refused(FailureClass.HTTP, 503, "7"));
    try (var elsewhere = ScriptedReceiver.start()) {
      int made = 0;
      for (var row : table.entrySet()) {
        receiver.answering(
            Behaviour.status(
                row.getKey(),
                "Retry-After: 7",
                "Location: " + elsewhere.url("stolen"),
                "WWW-Authenticate: Basic realm=x",
                "Set-Cookie: a=b"));
        assertEquals(row.getValue(), post("hook"), "status " + row.getKey());
        assertEquals(++made, receiver.received().size(), "requests after " + row.getKey());
        assertNull(receiver.received().getLast().headers().get("cookie"));
      }
      assertEquals(made, receiver.connections(), "no connection is used twice");
      assertEquals(0, elsewhere.connections());
    }
  }

  @Test
  void whatever_a_receiver_does_is_over_in_time_and_memory() {
    var table = new LinkedHashMap<String, Behaviour>();
    table.put("TIMEOUT silence", Behaviour.silence());
    table.put("TIMEOUT drip", Behaviour.drip(Duration.ofMillis(100)));
    table.put("Taken endless body", Behaviour.endlessBody());
    table.put("TOO_LARGE endless header", Behaviour.endlessHeader());
    table.put("TOO_LARGE endless headers", Behaviour.endlessHeaders());
    table.put("Taken compressed bomb", bomb());
    table.put("PROTOCOL noise", Behaviour.noise());
    table.put("PROTOCOL hang up", Behaviour.hangUp());
    table.forEach((row, behaviour) -> {
      receiver.answering(behaviour);
      long before = allocatedPeak();
      long start = System.nanoTime();
      Outcome outcome = post("hook");
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      assertEquals(row.split(" ", 2)[0], word(outcome), row);
      assertTrue(took.compareTo(DEADLINE.plus(GRACE)) <= 0, row + " took " + took);
      long growth = allocatedPeak() - before;
      assertTrue(growth < MAX_GROWTH_BYTES, row + " grew the heap by " + growth);
    });
  }

  @Test
  void every_connection_is_given_back_however_a_call_ends() {
    receiver.answering(
        Behaviour.status(200),
        Behaviour.status(204),
        Behaviour.hangUp(),
        Behaviour.noise(),
        Behaviour.endlessHeader(),
        Behaviour.endlessBody());
    // More calls than the client has connections: one leak each and the last ones would starve.
    for (int call = 0; call < 600; call++) {
      Outcome last = post("hook");
      if (call > 4) {
        assertEquals("Taken", word(last), "call " + call);
      }
    }
  }

  @Test
  void a_port_nobody_accepts_on_is_over_in_time() throws IOException {
    int free;
    try (var closed = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      free = closed.getLocalPort();
    }
    assertEquals(
        Outcome.Refused.without(FailureClass.CONNECT),
        sender.post("http://127.0.0.1:" + free + "/", Map.of(), new byte[0], DEADLINE));

    try (var full = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      List<Socket> waiting = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        waiting.add(new Socket(full.getInetAddress(), full.getLocalPort()));
      }
      long start = System.nanoTime();
      Outcome outcome =
          sender.post(
              "http://127.0.0.1:" + full.getLocalPort() + "/", Map.of(), new byte[0], DEADLINE);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      assertEquals("TIMEOUT", word(outcome));
      assertTrue(took.compareTo(DEADLINE.plus(GRACE)) <= 0, "took " + took);
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  @Test
  void a_look_up_that_hangs_is_over_in_time() {
    var never = new CountDownLatch(1);
    NameResolver hanging =
        host -> {
          try {
            never.await();
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
          return List.of(InetAddress.ofLiteral("127.0.0.1"));
        };
    try (var client = Outside.client(Outside.LOOPBACK, hanging)) {
      String url = "http://example.com:" + receiver.port() + "/";
      Outcome outcome = new HttpWebhookSender(client).post(url, Map.of(), new byte[0], DEADLINE);
      assertEquals("TIMEOUT", word(outcome));
    }
    assertEquals(List.of(), receiver.received());
  }

  @Test
  void an_unknown_name_and_a_plain_port_have_their_own_words() {
    try (var client = Outside.client(Outside.LOOPBACK, Outside.unknown())) {
      assertEquals(
          Outcome.Refused.without(FailureClass.DNS),
          new HttpWebhookSender(client)
              .post("http://example.com/", Map.of(), new byte[0], DEADLINE));
    }
    receiver.answering(Behaviour.noise());
    String https = "https://127.0.0.1:" + receiver.port() + "/";
    String outcome = word(sender.post(https, Map.of(), new byte[0], DEADLINE));
    assertTrue(Set.of("TLS", "TIMEOUT", "PROTOCOL").contains(outcome), outcome);
    assertEquals(List.of(), receiver.received());
  }

  private Outcome post(String path) {
    return sender.post(receiver.url(path), Map.of(), "{}".getBytes(UTF_8), DEADLINE);
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Taken ignored -> "Taken";
      case Outcome.Refused refused -> refused.why().name();
    };
  }

  /** Heap in use after a collection: what stays, not what passes through. */
  private static long allocatedPeak() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }

  private static Behaviour bomb() {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      for (int i = 0; i < 100; i++) {
        gzip.write(new byte[1_000_000]);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    byte[] bytes = packed.toByteArray();
    return (out, closing) -> {
      String head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + bytes.length;
      out.write((head + "\r\n\r\n").getBytes(UTF_8));
      out.write(bytes);
      out.flush();
    };
  }
}
