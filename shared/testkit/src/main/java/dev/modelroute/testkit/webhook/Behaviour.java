package dev.modelroute.testkit.webhook;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How a scripted receiver answers one request, byte by byte. */
@FunctionalInterface
public interface Behaviour {
  /**
   * @param out the open connection; closed when this returns
   * @param closing counted down when the receiver is closed
   */
  void answer(OutputStream out, CountDownLatch closing) throws IOException, InterruptedException;

  /** A complete answer with a short body. */
  static Behaviour status(int status, String... headers) {
    return (out, closing) -> {
      StringBuilder head = head(status, headers);
      boolean empty = status == 204 || status == 304;
      write(out, head + (empty ? "\r\n" : "Content-Length: 2\r\n\r\nok"));
    };
  }

  /** A complete answer with these bytes. */
  static Behaviour body(String contentType, byte[] bytes) {
    return (out, closing) -> {
      StringBuilder head = head(200, "Content-Type: " + contentType);
      write(out, head + "Content-Length: " + bytes.length + "\r\n\r\n");
      out.write(bytes);
      out.flush();
    };
  }

  /** Takes the request and never answers. */
  static Behaviour silence() {
    return (out, closing) -> closing.await();
  }

  /** A whole head, then one byte of the body per pause. */
  static Behaviour drip(Duration pause) {
    return (out, closing) -> {
      write(out, head(200) + "Content-Length: 1000000\r\n\r\n");
      while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        write(out, "x");
      }
    };
  }

  /** A body that does not end, as fast as it is read. */
  static Behaviour endlessBody() {
    return (out, closing) -> {
      write(out, head(200) + "\r\n");
      byte[] block = new byte[65_536];
      Arrays.fill(block, (byte) 'x');
      while (closing.getCount() > 0) {
        out.write(block);
      }
    };
  }

  /** One header line that does not end. */
  static Behaviour endlessHeader() {
    return (out, closing) -> {
      write(out, "HTTP/1.1 200 OK\r\nX-Long: ");
      byte[] block = new byte[65_536];
      Arrays.fill(block, (byte) 'x');
      while (closing.getCount() > 0) {
        out.write(block);
      }
    };
  }

  /** Header lines that do not end. */
  static Behaviour endlessHeaders() {
    return (out, closing) -> {
      write(out, "HTTP/1.1 200 OK\r\n");
      for (int i = 0; closing.getCount() > 0; i++) {
        write(out, "X-" + i + ": y\r\n");
      }
    };
  }

  /** Something that is no HTTP. */
  static Behaviour noise() {
    return (out, closing) -> write(out, "SSH-2.0-OpenSSH_9.9\r\n\r\n");
  }

  /** Closes without a byte. */
  static Behaviour hangUp() {
    return (out, closing) -> {};
  }

  private static StringBuilder head(int status, String... headers) {
    var head = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head;
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }
}
