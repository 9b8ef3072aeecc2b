package dev.modelroute.provider.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** An override in a local file. */
public record FileOverride(Path file) implements OverrideSource {
  @Override
  public Optional<String> version() throws IOException {
    return Files.exists(file)
        ? Optional.of(Files.getLastModifiedTime(file) + " " + Files.size(file))
        : Optional.empty();
  }

  @Override
  public byte[] read() throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      return content.readNBytes((int) MAX_BYTES + 1);
    }
  }
}
