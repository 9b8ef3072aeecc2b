package dev.modelroute.provider.simulator;

import dev.modelroute.core.file.StoredFile;
import dev.modelroute.core.provider.ByteSource;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** A good file as a bad provider would hand it over. */
final class HostileBytes {
  static final String HTML = "<!DOCTYPE html><html><body><script>alert(1)</script></body></html>";
  private static final int TRICKLE_BYTES = 256;
  private static final Duration TRICKLE_PAUSE = Duration.ofMillis(200);

  private HostileBytes() {}

  static ByteSource of(byte[] good, OutputKind kind, Pause pause) {
    return switch (kind) {
      case NORMAL, TOO_MANY, ABSURD_USAGE -> ByteSource.of(good);
      case EMPTY -> ByteSource.of(new byte[0]);
      case TRUNCATED -> ByteSource.of(Arrays.copyOf(good, good.length / 2));
      case HTML_AS_PNG -> ByteSource.of(HTML.getBytes(StandardCharsets.UTF_8));
      case HUGE -> huge(good);
      case SLOW -> slow(good, pause);
    };
  }

  /** The good file with zeros behind it, one byte above the largest we store; never in memory. */
  private static ByteSource huge(byte[] good) {
    long length = StoredFile.MAX_BYTES + 1;
    return new ByteSource() {
      @Override
      public InputStream open() {
        return new SequenceInputStream(
            new ByteArrayInputStream(good), new Zeros(length - good.length));
      }

      @Override
      public long length() {
        return length;
      }
    };
  }

  private static ByteSource slow(byte[] good, Pause pause) {
    return new ByteSource() {
      @Override
      public InputStream open() {
        return new Trickle(new ByteArrayInputStream(good), pause);
      }

      @Override
      public long length() {
        return good.length;
      }
    };
  }

  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long length) {
      this.left = length;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int given = (int) Math.min(left, length);
      Arrays.fill(target, offset, offset + given, (byte) 0);
      left -= given;
      return given;
    }
  }

  private static final class Trickle extends FilterInputStream {
    private final Pause pause;

    Trickle(InputStream in, Pause pause) {
      super(in);
      this.pause = pause;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        pause.pause(TRICKLE_PAUSE);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while trickling");
      }
      return super.read(target, offset, Math.min(length, TRICKLE_BYTES));
    }
  }
}
