package dev.modelroute.outbound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.file.RemoteFetcher.Fetched;
import dev.modelroute.testkit.webhook.Behaviour;
import dev.modelroute.testkit.webhook.ScriptedReceiver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuardedRemoteFetcherTest {
  private static final Duration DEADLINE = Duration.ofSeconds(1);
  private static final int SIZE = 300_000;

  private final ScriptedReceiver receiver = ScriptedReceiver.start();
  private final GuardedHttpClient http = Outside.loopback();
  private final GuardedRemoteFetcher fetcher = new GuardedRemoteFetcher(http, DEADLINE);
  private final ByteArrayOutputStream target = new ByteArrayOutputStream();

  @AfterEach
  void close() {
    http.close();
    receiver.close();
  }

  @Test
  void a_file_arrives_byte_by_byte_up_to_the_cap_and_without_credentials() throws IOException {
    byte[] bytes = new byte[SIZE];
    new Random(1).nextBytes(bytes);
    receiver.answering(Behaviour.body("image/png", bytes));
    assertEquals(new Fetched.Complete(SIZE), fetch(SIZE));
    assertArrayEquals(bytes, target.toByteArray());
    assertNull(receiver.received().getFirst().headers().get("authorization"));
    assertEquals(new Fetched.Refused("too_large"), fetch(SIZE - 1));
  }

  @Test
  void an_endless_file_ends_at_the_cap() throws IOException {
    receiver.answering(Behaviour.endlessBody());
    assertEquals(new Fetched.Refused("too_large"), fetch(SIZE));
    assertEquals(SIZE, target.size());
  }

  @Test
  void a_slow_file_ends_at_the_deadline_and_nothing_is_written_after_it() throws IOException {
    receiver.answering(Behaviour.drip(Duration.ofMillis(50)));
    long start = System.nanoTime();
    assertEquals(new Fetched.Unavailable("timeout"), fetch(SIZE));
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(took.compareTo(DEADLINE.plusMillis(500)) <= 0, took.toString());
    int size = target.size();
    receiver.close();
    assertEquals(size, target.size());
  }

  @Test
  void a_status_tells_whether_another_try_may_help() throws IOException {
    // status, what it means
    String table =
        """
        302 Refused[reason=http_302]
        404 Refused[reason=http_404]
        403 Refused[reason=http_403]
        408 Unavailable[reason=http_408]
        429 Unavailable[reason=http_429]
        500 Unavailable[reason=http_500]
        503 Unavailable[reason=http_503]
        """;
    for (String line : table.lines().toList()) {
      String[] cells = line.split(" ", 2);
      receiver.answering(
          Behaviour.status(Integer.parseInt(cells[0]), "Location: http://169.254.169.254/latest"));
      assertEquals(cells[1], fetch(SIZE).toString());
    }
    assertEquals(0, target.size());
  }

  @Test
  void a_file_cut_short_is_no_file() throws IOException {
    receiver.answering((out, closing) -> {
      out.write(
          "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc"
              .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      out.flush();
    });
    assertEquals(new Fetched.Unavailable("protocol"), fetch(SIZE));
  }

  @Test
  void an_inner_address_is_refused_without_a_connection() throws IOException {
    try (var guarded = Outside.client(Outside.GUARDED, NameResolver.SYSTEM)) {
      assertEquals(
          new Fetched.Refused("blocked_address"),
          new GuardedRemoteFetcher(guarded, DEADLINE)
              .fetch(URI.create(receiver.url("file")), SIZE, target));
    }
    assertEquals(0, receiver.connections());
  }

  @Test
  void a_failing_target_is_our_own_fault() {
    receiver.answering(Behaviour.body("image/png", new byte[SIZE]));
    var full =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw new IOException("no space left");
          }
        };
    URI address = URI.create(receiver.url("file"));
    IOException failure = assertThrows(IOException.class, () -> fetcher.fetch(address, SIZE, full));
    assertEquals("no space left", failure.getMessage());
  }

  private Fetched fetch(long maxBytes) throws IOException {
    target.reset();
    return fetcher.fetch(URI.create(receiver.url("file")), maxBytes, target);
  }
}
