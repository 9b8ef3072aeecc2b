package dev.modelroute.provider.catalog;

import dev.modelroute.core.id.StoreUnavailableException;
import java.io.IOException;
import java.util.Optional;

/** Where an operator puts a catalogue file of their own. */
public interface OverrideSource {
  /** Largest file that is read. */
  long MAX_BYTES = 2 * 1024 * 1024;

  /** Nowhere. */
  OverrideSource NONE =
      new OverrideSource() {
        @Override
        public Optional<String> version() {
          return Optional.empty();
        }

        @Override
        public byte[] read() {
          return new byte[0];
        }
      };

  /**
   * Changes with the content; empty while there is none.
   *
   * @throws StoreUnavailableException when nobody can say now
   */
  Optional<String> version() throws IOException;

  /** The content, cut after {@link #MAX_BYTES} and one. */
  byte[] read() throws IOException;
}
