package dev.modelroute.outbound;

import java.io.IOException;
import java.io.OutputStream;

/** Where a body goes, up to a cap; closed to late writers once the waiting side has left. */
final class BodySink {
  private final OutputStream target;
  private final long maxBytes;
  private final boolean onlySuccess;
  private boolean left;

  /** Our side of a transfer failed, not theirs. */
  static final class TargetException extends RuntimeException {
    private final IOException failure;

    TargetException(IOException failure) {
      super("the target of a transfer failed", failure);
      this.failure = failure;
    }

    IOException failure() {
      return failure;
    }
  }

  private BodySink(OutputStream target, long maxBytes, boolean onlySuccess) {
    this.target = target;
    this.maxBytes = maxBytes;
    this.onlySuccess = onlySuccess;
  }

  /** Throws everything away. */
  static BodySink discard(long maxBytes) {
    return new BodySink(OutputStream.nullOutputStream(), maxBytes, false);
  }

  /** Keeps the body of a 2xx answer; of others nothing is read. */
  static BodySink keep(OutputStream target, long maxBytes) {
    return new BodySink(target, maxBytes, true);
  }

  long maxBytes() {
    return maxBytes;
  }

  /** Whether the body of an answer with this status is read at all. */
  boolean wants(int status) {
    return !onlySuccess || status / 100 == 2;
  }

  /** Writes unless the waiting side has left. */
  synchronized void write(byte[] bytes, int length) throws IOException {
    if (left) {
      throw new IOException("nobody waits any more");
    }
    try {
      target.write(bytes, 0, length);
    } catch (IOException failure) {
      throw new TargetException(failure);
    }
  }

  /** After this nothing is written any more. */
  synchronized void leave() {
    left = true;
  }
}
