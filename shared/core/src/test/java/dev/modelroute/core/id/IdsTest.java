package dev.modelroute.core.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.identity.KeyId;
import dev.modelroute.core.identity.OrgId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids in text, their sources, digests and pages. */
class IdsTest {
  private static final String UUID_TEXT = "00000000-0000-7000-8000-00000000000a";

  @Test
  void an_id_is_its_prefix_and_a_uuid() {
    UUID uuid = UUID.fromString(UUID_TEXT);

    assertEquals("exec_" + UUID_TEXT, ExecutionId.of(uuid).toString());
    assertEquals(Optional.of(OrgId.of(uuid)), OrgId.parse("org_" + UUID_TEXT));
    assertEquals(Optional.of(KeyId.of(uuid)), KeyId.parse("key_" + UUID_TEXT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "exec",
        "exec_",
        UUID_TEXT,
        "org_" + UUID_TEXT,
        "exec-" + UUID_TEXT,
        "EXEC_" + UUID_TEXT,
        "exec_00000000-0000-7000-8000-00000000000A",
        "exec_00000000-0000-7000-8000-00000000000",
        "exec_00000000-0000-7000-8000-00000000000ab",
        "exec_00000000-0000-7000-8000-00000000000g",
        "exec_0000000000000-7000-8000-00000000000-a",
        "exec_" + UUID_TEXT + "\n",
        " exec_" + UUID_TEXT,
        "exec_../../../etc/passwd/aaaaaaaaaaaaaaaaaa"
      })
  void another_text_is_no_id(String text) {
    assertEquals(Optional.empty(), ExecutionId.parse(text), text);
    assertThrows(IllegalArgumentException.class, () -> new ExecutionId(text), text);
  }

  @Test
  void new_ids_are_version_7_and_sort_by_time() {
    long[] millis = {Instant.parse("2026-03-01T12:00:00Z").toEpochMilli()};
    InstantSource time = () -> Instant.ofEpochMilli(millis[0]);
    UuidV7 source = new UuidV7(time, RandomGenerator.of("L64X128MixRandom"));
    Set<UUID> seen = new HashSet<>();
    String before = "";
    for (int i = 0; i < 1_000; i++) {
      UUID next = source.next();
      assertEquals(7, next.version());
      assertEquals(2, next.variant());
      assertEquals(millis[0], next.getMostSignificantBits() >>> 16);
      assertTrue(seen.add(next));
      assertTrue(before.compareTo(next.toString()) < 0);
      before = next.toString();
      millis[0]++;
    }
  }

  @Test
  void the_random_bits_can_all_be_set_without_touching_the_others() {
    RandomGenerator ones = () -> -1L;

    UUID next = new UuidV7(() -> Instant.EPOCH, ones).next();

    assertEquals("00000000-0000-7fff-bfff-ffffffffffff", next.toString());
  }

  @Test
  void a_named_uuid_is_always_the_same() {
    UUID uuid = Digests.uuidOf("exec_1#execution.completed");

    assertEquals(uuid, Digests.uuidOf("exec_1#execution.completed"));
    assertNotEquals(uuid, Digests.uuidOf("exec_1#execution.failed"));
    assertEquals(8, uuid.version());
    assertEquals(2, uuid.variant());
    assertEquals(
        "e3b0c442-98fc-8c14-9afb-f4c8996fb924", Digests.uuidOf("").toString(), "stored rows");
  }

  @Test
  void digests_are_the_published_ones() {
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Digests.sha256("abc"));
    // RFC 4231, test case 2.
    assertEquals(
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        Digests.hmacSha256(
            "Jefe".getBytes(StandardCharsets.US_ASCII),
            "what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void a_page_has_1_to_100_items_and_keeps_them() {
    assertThrows(IllegalArgumentException.class, () -> PageRequest.first(0));
    assertThrows(IllegalArgumentException.class, () -> PageRequest.first(101));
    assertEquals(100, PageRequest.first(100).limit());
    List<Integer> items = new ArrayList<>(List.of(1, 2));
    Page<Integer> page = new Page<>(items, "after-2");
    items.clear();
    assertEquals(new Page<>(List.of("1", "2"), "after-2"), page.map(String::valueOf));
  }
}
