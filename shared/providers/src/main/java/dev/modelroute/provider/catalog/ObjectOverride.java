package dev.modelroute.provider.catalog;

import dev.modelroute.core.file.ObjectStore;
import dev.modelroute.core.file.ObjectStore.Area;
import dev.modelroute.core.file.ObjectStore.ObjectFacts;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** An override in the area of the bucket that only the platform and its operator write to. */
public record ObjectOverride(ObjectStore objects, String key) implements OverrideSource {
  @Override
  public Optional<String> version() {
    return objects.facts(Area.FILES, key).map(ObjectFacts::eTag);
  }

  @Override
  public byte[] read() throws IOException {
    try (InputStream content = objects.open(key, MAX_BYTES + 1)) {
      return content.readAllBytes();
    }
  }
}
