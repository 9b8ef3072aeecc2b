package dev.modelroute.provider.simulator;

import java.util.Locale;
import java.util.Optional;

/** What becomes of the callback: knob {@code callback}. */
enum CallbackKind {
  NORMAL,
  /** Never sent. */
  LOST,
  /** Sent 90 seconds after the result, when a late poll has found it. */
  LATE,
  /** Sent twice. */
  DUPLICATE;

  static Optional<CallbackKind> parse(String text) {
    for (CallbackKind kind : values()) {
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
