package dev.modelroute.core.provider;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bytes that can be read from the start any number of times. */
public interface ByteSource {
  InputStream open() throws IOException;

  /** Number of bytes. */
  long length();

  static ByteSource of(byte[] bytes) {
    byte[] copy = bytes.clone();
    return new ByteSource() {
      @Override
      public InputStream open() {
        return new ByteArrayInputStream(copy);
      }

      @Override
      public long length() {
        return copy.length;
      }
    };
  }
}
