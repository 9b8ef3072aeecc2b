package dev.modelroute.core.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IdempotencyKeyTest {
  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("a", true),
        Arguments.of("!", true),
        Arguments.of("~", true),
        Arguments.of("k".repeat(255), true),
        Arguments.of("k".repeat(256), false),
        Arguments.of("", false),
        Arguments.of(" ", false),
        Arguments.of("\u007f", false),
        Arguments.of("a\n", false),
        Arguments.of("é", false));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void a_key_is_1_to_255_visible_ascii_characters(String text, boolean valid) {
    assertEquals(valid, IdempotencyKey.parse(text).isPresent(), text);
    if (!valid) {
      assertThrows(IllegalArgumentException.class, () -> new IdempotencyKey(text), text);
    }
  }
}
