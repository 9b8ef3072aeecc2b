package dev.modelroute.core.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
  static Stream<String> malformed() {
    return Stream.of(
        "",
        " ",
        "{",
        "[1",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "[1,]",
        "{a:1}",
        "{'a':1}",
        "nul",
        "tru",
        "NaN",
        "Infinity",
        "-Infinity",
        "+1",
        "01",
        "-01",
        ".5",
        "1.",
        "1e",
        "0x1",
        "{\"a\":1} x",
        "{} {}",
        "1 2",
        "[] ]",
        "/* c */ {}",
        "{} // c",
        "\u0000",
        "\ufeff{}",
        "{\"a\":1,\"a\":2}",
        "{\"x\":{\"a\":1,\"b\":2,\"a\":1}}",
        "{\"a\":1,\"\\u0061\":2}",
        "\"a\nb\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"open",
        "1e400",
        "-1e400",
        "1e999999999",
        "1e-999999999",
        "1e99999999999999",
        "1e-401",
        "9".repeat(101),
        "0." + "1".repeat(100),
        "[".repeat(101) + "]".repeat(101),
        "{\"a\":".repeat(101) + "1" + "}".repeat(101),
        "[".repeat(100_000));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void what_others_let_pass_is_malformed(String text) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          MalformedJsonException refused =
              assertThrows(
                  MalformedJsonException.class,
                  () -> StrictJson.parse(text.getBytes(StandardCharsets.UTF_8)),
                  text);
          assertFalse(
              String.valueOf(refused.getMessage()).contains("com.fasterxml"), "a fixed sentence");
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "0",
        "-0",
        "1e399",
        "1e-399",
        "\"\"",
        "[]",
        "{}",
        "{\"\":1}",
        "[1,\"a\",null,false,{\"b\":[]}]",
        " {\"a\" : 1}\r\n\t",
        "\"\\ud800\"",
        "\"\\u0000\""
      })
  void what_is_well_formed_is_read_and_written_back(String text) throws MalformedJsonException {
    Json read = StrictJson.parse(text);

    assertEquals(read, StrictJson.parse(read.toText()), text);
  }

  static Stream<byte[]> noUtf8() {
    return Stream.of(
        new byte[] {'"', (byte) 0xff, '"'},
        new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'},
        new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'},
        new byte[] {'"', (byte) 0xe2, (byte) 0x82},
        "{}".getBytes(StandardCharsets.UTF_16));
  }

  @ParameterizedTest
  @MethodSource("noUtf8")
  void bytes_that_are_no_utf8_are_malformed(byte[] bytes) {
    assertThrows(MalformedJsonException.class, () -> StrictJson.parse(bytes));
  }

  @Test
  void numbers_keep_every_digit() throws MalformedJsonException {
    String digits = "0.1234567890123456789012345678901234567890";

    assertEquals(new JsonNumber(new BigDecimal(digits)), StrictJson.parse(digits));
    assertEquals("9007199254740993", StrictJson.parse("9007199254740993").toText());
    assertEquals("9".repeat(100), StrictJson.parse("9".repeat(100)).toText(), "the longest number");
  }

  @Test
  void the_deepest_nesting_is_a_hundred() throws MalformedJsonException {
    String text = "[".repeat(100) + "]".repeat(100);

    assertEquals(text, StrictJson.parse(text).toText());
  }

  @Test
  void a_body_is_an_object() throws MalformedJsonException {
    for (String other : List.of("[]", "1", "null", "\"{}\"")) {
      assertThrows(
          MalformedJsonException.class,
          () -> StrictJson.parseObject(other.getBytes(StandardCharsets.UTF_8)),
          other);
    }
    assertEquals(JsonObject.EMPTY, StrictJson.parseObject("{}".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void malformed_text_of_our_own_is_a_fault() {
    assertThrows(IllegalStateException.class, () -> StrictJson.trusted("{"));
    assertThrows(IllegalStateException.class, () -> StrictJson.trusted("[]"));
  }
}
