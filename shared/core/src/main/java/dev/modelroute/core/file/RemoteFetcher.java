package dev.modelroute.core.file;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;

/**
 * Fetches a file from an address that a provider named. Implementations filter addresses (no
 * private, no special-purpose ones, none after a look-up either), follow no redirect, send no
 * credentials, and have one deadline for the whole transfer.
 */
public interface RemoteFetcher {

  /**
   * Streams the bytes to a target, which is left open.
   *
   * @param maxBytes the transfer ends as refused as soon as there are more
   * @throws IOException only when the target fails
   */
  Fetched fetch(URI address, long maxBytes, OutputStream target) throws IOException;

  /** What became of a transfer. After anything but {@link Complete} the target holds rubbish. */
  sealed interface Fetched {
    /** All bytes arrived. */
    record Complete(long sizeBytes) implements Fetched {}

    /**
     * It will never work: address not allowed, redirect, status 4xx, too large.
     *
     * @param reason in our words; for the operator
     */
    record Refused(String reason) implements Fetched {}

    /**
     * It may work again: no connection, status 5xx, deadline.
     *
     * @param reason in our words; for the operator
     */
    record Unavailable(String reason) implements Fetched {}
  }
}
