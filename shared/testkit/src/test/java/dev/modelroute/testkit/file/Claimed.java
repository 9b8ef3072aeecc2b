package dev.modelroute.testkit.file;

import dev.modelroute.core.provider.ByteSource;
import java.io.InputStream;

/** Says it has so many bytes; nobody may ask for them. */
record Claimed(long length) implements ByteSource {
  @Override
  public InputStream open() {
    throw new IllegalStateException("opened although too large");
  }
}
