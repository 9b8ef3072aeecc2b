package dev.modelroute.core.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonWriterTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          ""              | ""
          "a\\"b"         | "a\\"b"
          "a\\\\b"        | "a\\\\b"
          "\\/"           | "/"
          "\\n\\r\\t"     | "\\n\\r\\t"
          "\\b\\f"        | "\\u0008\\u000c"
          "\\u0000\\u001f"| "\\u0000\\u001f"
          "\\u007f"       | "\u007f"
          "é"             | "é"
          "\\ud83d\\ude00"| "😀"
          "\\ud83d"       | "\\ud83d"
          "a\\ude00b"     | "a\\ude00b"
          "\\ude00\\ud83d"| "\\ude00\\ud83d"
          """)
  void strings_are_escaped_where_they_must_be(String read, String written)
      throws MalformedJsonException {
    assertEquals(written, StrictJson.parse(read).toText());
  }

  @Test
  void the_bytes_read_back_as_what_was_written() throws MalformedJsonException {
    StringBuilder all = new StringBuilder();
    for (int character = 0; character <= 0xffff; character += 7) {
      all.append((char) character).append('x');
    }
    Json value = JsonObject.builder().put(all.toString(), all.toString()).build();

    assertEquals(value, StrictJson.parse(JsonWriter.bytes(value)));
  }

  @Test
  void members_keep_their_order_and_null_is_null() {
    JsonObject object =
        JsonObject.builder().put("b", 1).put("a", (String) null).put("c", true).build();

    assertEquals("{\"b\":1,\"a\":null,\"c\":true}", object.toText());
    assertEquals(object.toText(), new String(JsonWriter.bytes(object), StandardCharsets.UTF_8));
  }
}
