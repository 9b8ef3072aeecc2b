package dev.modelroute.provider.builtin;

import dev.modelroute.core.provider.ByteSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;

/** Bytes written once and then read in place: a large result is not copied to be handed on. */
final class MemoryBytes extends ByteArrayOutputStream implements ByteSource {
  @Override
  public InputStream open() {
    return new ByteArrayInputStream(buf, 0, count);
  }

  @Override
  public long length() {
    return count;
  }
}
