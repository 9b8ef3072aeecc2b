package dev.modelroute.core.file;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** UTF-8 text without control characters, and JSON objects and arrays among it. */
final class TextBytes {
  private static final String ALLOWED_CONTROLS = "\t\n\r\f\b\u001b";

  private TextBytes() {}

  static Optional<String> detect(Head head) {
    if (head.length() == 0) {
      return Optional.empty();
    }
    boolean cut = head.length() >= MagicBytes.HEAD_BYTES;
    return decode(head, cut)
        .filter(text -> text.chars().noneMatch(TextBytes::isBinary))
        .map(text -> JsonStart.matches(text, cut) ? ContentTypes.JSON : ContentTypes.TEXT);
  }

  /**
   * The text; empty when it is not UTF-8. Where the file was cut, its last character may be too.
   */
  private static Optional<String> decode(Head head, boolean cut) {
    CharBuffer characters = CharBuffer.allocate(head.length());
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .decode(ByteBuffer.wrap(head.bytes()), characters, /* endOfInput= */ !cut);
    String text = characters.flip().toString();
    return result.isError() ? Optional.empty() : Optional.of(text.replaceFirst("^\ufeff", ""));
  }

  private static boolean isBinary(int character) {
    return (character < 0x20 && ALLOWED_CONTROLS.indexOf(character) < 0) || character == 0x7F;
  }
}
