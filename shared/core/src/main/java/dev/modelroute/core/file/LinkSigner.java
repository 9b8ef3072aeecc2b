package dev.modelroute.core.file;

import java.net.URI;
import java.time.Duration;

/** Signs URLs by which anybody who has one may GET an object of the FILES area for a while. */
@FunctionalInterface
public interface LinkSigner {
  /**
   * @param life from now
   */
  URI sign(StoredFile.Location location, Duration life, ServedAs servedAs);

  /**
   * How the bytes are served.
   *
   * @param contentType found from the bytes
   * @param attachment whether browsers must save it instead of showing it
   */
  record ServedAs(String contentType, boolean attachment) {}
}
