package dev.modelroute.provider.builtin;

import java.util.Locale;
import java.util.Optional;

/** What images are written as. The JDK writes no WebP. */
enum ImageFormat {
  PNG,
  JPEG,
  GIF,
  BMP;

  static Optional<ImageFormat> parse(String text) {
    for (ImageFormat format : values()) {
      if (format.text().equals(text)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /** As in {@code output_format}. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  String contentType() {
    return "image/" + text();
  }
}
