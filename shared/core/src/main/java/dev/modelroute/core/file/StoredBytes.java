package dev.modelroute.core.file;

import dev.modelroute.core.provider.ByteSource;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of a file in our bucket, read when they are needed. */
record StoredBytes(ObjectStores objects, StoredFile file) implements ByteSource {
  @Override
  public InputStream open() throws IOException {
    return objects.holding(file).open(file.objectKey(), null);
  }

  @Override
  public long length() {
    return file.sizeBytes();
  }
}
