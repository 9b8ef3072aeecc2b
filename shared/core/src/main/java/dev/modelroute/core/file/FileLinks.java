package dev.modelroute.core.file;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** Makes URLs that serve a file's bytes, safe to open in a browser and never outliving the file. */
public final class FileLinks {
  private final LinkSigner signer;

  /**
   * @param signer for callers: the edge where there is one, else the store itself
   */
  public FileLinks(LinkSigner signer) {
    this.signer = signer;
  }

  ReadUrl issue(StoredFile file, Duration life, Instant now) {
    Instant asked = now.plus(life);
    Instant until = asked.isBefore(file.expiresAt()) ? asked : file.expiresAt();
    String type = file.knownContentType();
    URI url =
        signer.sign(
            file.location(),
            Duration.between(now, until),
            new LinkSigner.ServedAs(type, ContentTypes.isAttachment(type)));
    return new ReadUrl(url, until, file);
  }
}
