package dev.modelroute.aws.dynamo;

import dev.modelroute.core.id.StoreUnavailableException;

/**
 * Where text goes that is too large for a row (over 100 KB). Both may throw {@link
 * StoreUnavailableException}.
 */
public interface LargePayloads {
  /** Writes a text. A key is derived from its text, so a repeat writes the same again. */
  void put(String key, String text);

  /**
   * Reads a text.
   *
   * @throws IllegalStateException when there is none: objects are written before the rows that name
   *     them
   */
  String get(String key);
}
