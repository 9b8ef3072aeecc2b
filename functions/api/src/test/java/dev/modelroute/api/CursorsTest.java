package dev.modelroute.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.modelroute.core.identity.Pepper;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CursorsTest {
  private final Cursors cursors = new Cursors(new Pepper("pepper-of-the-tests"));

  @Test
  void a_cursor_opens_for_its_own_scope_only() {
    String cursor = cursors.seal("org_1#live executions", "000#größe");
    assertEquals(Optional.of("000#größe"), cursors.open("org_1#live executions", cursor));
    assertEquals(Optional.empty(), cursors.open("org_2#live executions", cursor));
    assertEquals(Optional.empty(), cursors.open("org_1#live execution", cursor));
    assertEquals(
        Optional.empty(),
        new Cursors(new Pepper("another-pepper-here")).open("org_1#live executions", cursor));
  }

  @Test
  void every_changed_character_spoils_it() {
    String cursor = cursors.seal("scope", "position");
    for (int i = 0; i < cursor.length() - 1; i++) {
      char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
      String changed = cursor.substring(0, i) + other + cursor.substring(i + 1);
      assertEquals(Optional.empty(), cursors.open("scope", changed));
    }
  }

  @Test
  void nonsense_is_no_cursor() {
    for (String text : new String[] {"", "A", "====", "ÄÖ", "A".repeat(3_000), "A".repeat(21)}) {
      assertEquals(Optional.empty(), cursors.open("scope", text));
    }
  }
}
