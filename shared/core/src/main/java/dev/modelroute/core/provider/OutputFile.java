package dev.modelroute.core.provider;

import java.net.URI;

/**
 * A file of a provider's result, on its way into our bucket. The canonical output refers to it by
 * {@code "output:<index>"} in a {@code file_id} member, until re-hosting puts the real reference
 * and the facts taken from the bytes there.
 */
public sealed interface OutputFile {

  /**
   * The bytes came with the answer.
   *
   * @param content read once per {@code open}; at most the caps of the transport
   */
  record Inline(ByteSource content) implements OutputFile {}

  /**
   * The bytes lie at an address the provider named; fetched through the guarded client, without
   * credentials.
   */
  record Remote(URI address) implements OutputFile {}

  /** The bytes lie in our bucket already. */
  record Staged(String objectKey) implements OutputFile {}
}
