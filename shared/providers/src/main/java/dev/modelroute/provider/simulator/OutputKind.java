package dev.modelroute.provider.simulator;

import java.util.Locale;
import java.util.Optional;

/** What a successful result looks like: knob {@code output}. */
enum OutputKind {
  NORMAL,
  /** The file trickles in. */
  SLOW,
  /** The file is above the largest we store; text is 3 MiB. */
  HUGE,
  /** The bytes are a web page, whatever the result says. */
  HTML_AS_PNG,
  /** No bytes; for text that is a failure. */
  EMPTY,
  /** The first half of the file; text ends by length. */
  TRUNCATED,
  /** Sixteen files. */
  TOO_MANY,
  /** Usage beyond any sense. */
  ABSURD_USAGE;

  static Optional<OutputKind> parse(String text) {
    for (OutputKind kind : values()) {
      if (kind.text().equals(text)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
