package dev.modelroute.testkit.webhook;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A receiver on loopback, on bare sockets so that it can misbehave: answers each request by the
 * next behaviour of its script, the last one again and again, and keeps what it got.
 */
public final class ScriptedReceiver implements AutoCloseable {
  private static final int BACKLOG = 200;

  private final ServerSocket server;
  private final BlockingQueue<Behaviour> script = new LinkedBlockingQueue<>();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Behaviour last = Behaviour.status(200);

  /**
   * A request.
   *
   * @param line the request line
   * @param headers by lower-case name
   * @param body read as UTF-8
   */
  public record Received(String line, Map<String, String> headers, String body) {
    public Received {
      headers = Map.copyOf(headers);
    }
  }

  private ScriptedReceiver(ServerSocket server) {
    this.server = server;
  }

  /** Starts on any free port of 127.0.0.1; answers 200 until told otherwise. */
  public static ScriptedReceiver start() {
    try {
      var server = new ServerSocket();
      server.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), BACKLOG);
      return start(server);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Starts on a bound socket, one with TLS for instance. */
  public static ScriptedReceiver start(ServerSocket bound) {
    var receiver = new ScriptedReceiver(bound);
    Thread.ofVirtual().start(receiver::accept);
    return receiver;
  }

  /** Replaces the script. */
  public ScriptedReceiver answering(Behaviour... behaviours) {
    script.clear();
    script.addAll(List.of(behaviours));
    last = behaviours[behaviours.length - 1];
    return this;
  }

  public int port() {
    return server.getLocalPort();
  }

  /** {@code http://127.0.0.1:<port>/} with this path. */
  public String url(String path) {
    return "http://127.0.0.1:" + port() + "/" + path;
  }

  /** TCP connections so far. */
  public int connections() {
    return connections.get();
  }

  /** Requests so far, read to their end. */
  public List<Received> received() {
    return List.copyOf(received);
  }

  private void accept() {
    while (closing.getCount() > 0) {
      try {
        Socket socket = server.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      received.add(read(new BufferedInputStream(socket.getInputStream())));
      Behaviour next = script.poll();
      (next == null ? last : next).answer(socket.getOutputStream(), closing);
    } catch (IOException clientWentAway) {
      // Part of the game: half of the scripts make the client hang up.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static Received read(InputStream in) throws IOException {
    String line = line(in);
    var headers = new TreeMap<String, String>();
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      if (colon < 0) {
        throw new IOException("no HTTP");
      }
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    return new Received(line, headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
  }

  private static String line(InputStream in) throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the request ended early");
      }
      if (next != '\r') {
        bytes.write(next);
      }
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      server.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
