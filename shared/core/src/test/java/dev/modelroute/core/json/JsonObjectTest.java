package dev.modelroute.core.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonObjectTest {
  private static final JsonObject OBJECT =
      StrictJson.trusted("{\"s\":\"x\",\"n\":1.5,\"b\":true,\"o\":{},\"a\":[1],\"z\":null}");

  @ParameterizedTest
  @CsvSource({
    "2, 2",
    "2.0, 2",
    "2e3, 2000",
    "2.5, -",
    "9223372036854775807, 9223372036854775807",
    "9223372036854775808, -",
    "-9223372036854775808, -9223372036854775808",
    "1e300, -",
    "1e-300, -"
  })
  void a_whole_number_is_whole_however_it_was_written(String text, String whole) {
    Optional<Long> read = StrictJson.trusted("{\"n\":" + text + "}").whole("n");

    assertEquals(whole, read.map(String::valueOf).orElse("-"), text);
  }

  @Test
  void a_member_is_found_under_its_own_type_only() {
    assertEquals(Optional.of("x"), OBJECT.string("s"));
    for (String other : List.of("n", "b", "o", "a", "z", "missing")) {
      assertEquals(Optional.empty(), OBJECT.string(other), other);
    }
    assertEquals(Optional.empty(), OBJECT.whole("n"));
    assertEquals(Optional.of(true), OBJECT.bool("b"));
    assertEquals(Optional.empty(), OBJECT.bool("s"));
    assertEquals(Optional.of(JsonObject.EMPTY), OBJECT.object("o"));
    assertEquals(Optional.empty(), OBJECT.array("o"));
    assertEquals(Optional.of(JsonNull.NULL), OBJECT.get("z"));
  }

  @Test
  void an_object_never_changes() {
    JsonObject more = OBJECT.with("s", Json.of("y")).without("n");

    assertEquals(Optional.of("y"), more.string("s"));
    assertEquals(Optional.of("x"), OBJECT.string("s"));
    assertEquals(Optional.empty(), more.number("n"));
    assertThrows(
        UnsupportedOperationException.class, () -> OBJECT.members().put("q", JsonNull.NULL));
  }
}
