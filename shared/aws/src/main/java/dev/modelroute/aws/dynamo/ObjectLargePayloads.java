package dev.modelroute.aws.dynamo;

import dev.modelroute.core.file.ObjectStore;
import dev.modelroute.core.provider.ByteSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Large payloads as objects of the FILES area, UTF-8. */
public final class ObjectLargePayloads implements LargePayloads {
  private final ObjectStore objects;

  public ObjectLargePayloads(ObjectStore objects) {
    this.objects = objects;
  }

  @Override
  public void put(String key, String text) {
    objects.put(key, ByteSource.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public String get(String key) {
    try (InputStream content = objects.open(key, null)) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException missing) {
      throw new IllegalStateException("a row names an object that is not there", missing);
    }
  }
}
