package dev.modelroute.core.file;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** Makes URLs that serve a file's bytes, safe to open in a browser and never outliving the file. */
final class FileLinks {
  private FileLinks() {}

  static ReadUrl issue(ObjectStore objects, StoredFile file, Duration life, Instant now) {
    Instant asked = now.plus(life);
    Instant until = asked.isBefore(file.expiresAt()) ? asked : file.expiresAt();
    String type = file.knownContentType();
    URI url =
        objects.presignGet(
            file.objectKey(), Duration.between(now, until), type, ContentTypes.isAttachment(type));
    return new ReadUrl(url, until, file);
  }
}
