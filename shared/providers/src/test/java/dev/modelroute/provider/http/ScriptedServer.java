package dev.modelroute.provider.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A provider on loopback that does exactly what it is told, misbehaviour included: it reads each
 * request whole, keeps it, and plays the next step of its script.
 */
public final class ScriptedServer implements AutoCloseable {
  private final ServerSocket listener;
  private final Queue<Step> script = new ConcurrentLinkedQueue<>();
  private volatile @Nullable Function<Received, Step> otherwise;
  private final Queue<Received> received = new ConcurrentLinkedQueue<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** What happens after a request was read. */
  @FunctionalInterface
  public interface Step {
    /**
     * @return whether the connection stays open for another request
     */
    boolean play(OutputStream out, CountDownLatch closed) throws IOException, InterruptedException;
  }

  /** A request as it came in; header names in lower case. */
  public record Received(String line, Map<String, String> headers, String body) {}

  public ScriptedServer() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /** Adds a step; each request takes one, and the connection is closed when none is left. */
  public ScriptedServer then(Step step) {
    script.add(step);
    return this;
  }

  /** The step of every request for which the script has none left. */
  public ScriptedServer otherwise(Step step) {
    return otherwise(request -> step);
  }

  /** What a request gets for which the script has no step left. */
  public ScriptedServer otherwise(Function<Received, Step> answers) {
    otherwise = answers;
    return this;
  }

  public ScriptedServer thenAnswer(int status, String contentType, String body) {
    return then(answer(status, Map.of("Content-Type", contentType), body));
  }

  public ScriptedServer thenJson(int status, String body) {
    return thenAnswer(status, "application/json", body);
  }

  public URI address(String path) {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort() + path);
  }

  public List<Received> received() {
    return List.copyOf(received);
  }

  /** A well-formed answer of known length, with the connection kept open. */
  public static Step answer(int status, Map<String, String> headers, String body) {
    return (out, closed) -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      out.write(head(status, headers, bytes.length));
      out.write(bytes);
      out.flush();
      return true;
    };
  }

  /** As {@link #answer}, of bytes that are no text. */
  public static Step bytes(String contentType, byte[] body) {
    byte[] copy = body.clone();
    return (out, closed) -> {
      out.write(head(200, Map.of("Content-Type", contentType), copy.length));
      out.write(copy);
      out.flush();
      return true;
    };
  }

  /** Ends the connection without a byte of answer. */
  public static Step hangUp() {
    return (out, closed) -> false;
  }

  /** Answers, then closes the connection although it promised to keep it. */
  public static Step answerAndClose(int status, String body) {
    return (out, closed) -> {
      answer(status, Map.of(), body).play(out, closed);
      return false;
    };
  }

  /** Promises more bytes than it sends. */
  public static Step truncated(int promised, String body) {
    return (out, closed) -> {
      out.write(head(200, Map.of("Content-Type", "application/json"), promised));
      out.write(body.getBytes(StandardCharsets.UTF_8));
      return false;
    };
  }

  /** Promises a gigabyte and sends for as long as somebody reads. */
  public static Step endless(String contentType) {
    return (out, closed) -> {
      out.write(head(200, Map.of("Content-Type", contentType), 1_000_000_000));
      byte[] chunk = new byte[64 * 1024];
      java.util.Arrays.fill(chunk, (byte) ' ');
      while (!closed.await(0, TimeUnit.MILLISECONDS)) {
        out.write(chunk);
      }
      return false;
    };
  }

  /** Sends a byte of body each interval, for as long as somebody reads. */
  public static Step drip(long intervalMillis) {
    return (out, closed) -> {
      out.write(head(200, Map.of("Content-Type", "application/json"), 1_000_000));
      do {
        out.write(' ');
        out.flush();
      } while (!closed.await(intervalMillis, TimeUnit.MILLISECONDS));
      return false;
    };
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    listener.close();
  }

  private static byte[] head(int status, Map<String, String> headers, int length) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    return head.append("Content-Length: " + length + "\r\n\r\n")
        .toString()
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private void accept() {
    while (true) {
      try {
        Socket connection = listener.accept();
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException over) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      // An answer in two writes would wait for the client's delayed acknowledgement, 40 ms each.
      connection.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(connection.getInputStream());
      for (Received request = read(in); request != null; request = read(in)) {
        @Nullable Step next = script.poll();
        @Nullable Function<Received, Step> answers = otherwise;
        @Nullable Step step = next != null || answers == null ? next : answers.apply(request);
        if (step == null || !step.play(connection.getOutputStream(), closed)) {
          return;
        }
      }
    } catch (IOException gone) {
      // The client went away; what it sent is recorded.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable Received read(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    String line = line(in);
    while (!line.isEmpty()) {
      lines.add(line);
      line = line(in);
    }
    if (lines.isEmpty()) {
      return null;
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (String header : lines.subList(1, lines.size())) {
      String[] parts = header.split(": ", 2);
      headers.put(parts[0].toLowerCase(Locale.ROOT), parts.length > 1 ? parts[1] : "");
    }
    byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    Received request =
        new Received(lines.get(0), headers, new String(body, StandardCharsets.UTF_8));
    received.add(request);
    return request;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }
}
