package dev.modelroute.core.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiKeyTest {
  private static final String ZEROS = "0".repeat(64);

  /** CRC-32 of 64 ASCII zeros, computed with another implementation. */
  private static final String ZEROS_CHECKSUM = "34b1e4cb";

  private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");

  @Test
  void a_new_key_has_the_form_and_is_read_back() {
    ApiKey key = ApiKey.generate(random);
    String text = key.reveal();

    assertTrue(text.matches("sk_[0-9a-f]{64}_[0-9a-f]{8}"), "form");
    assertEquals(ApiKey.LENGTH, text.length());
    assertEquals(Optional.of(text), ApiKey.parse(text).map(ApiKey::reveal));
    assertNotEquals(text, ApiKey.generate(random).reveal());
  }

  @Test
  void the_checksum_is_crc32_of_the_hex_characters() {
    assertTrue(ApiKey.parse("sk_" + ZEROS + "_" + ZEROS_CHECKSUM).isPresent());
  }

  @ParameterizedTest
  @CsvSource({"0, x", "3, g", "3, F", "40, z", "67, -", "75, g"})
  void one_wrong_character_is_found(int position, char wrong) {
    StringBuilder text = new StringBuilder("sk_" + ZEROS + "_" + ZEROS_CHECKSUM);
    text.setCharAt(position, wrong);

    assertTrue(ApiKey.parse(text.toString()).isEmpty(), text.toString());
  }

  @Test
  void every_single_typing_error_in_the_secret_is_found() {
    String text = ApiKey.generate(random).reveal();
    for (int position = 3; position < ApiKey.LENGTH; position++) {
      StringBuilder typo = new StringBuilder(text);
      typo.setCharAt(position, text.charAt(position) == '1' ? '2' : '1');
      assertTrue(ApiKey.parse(typo.toString()).isEmpty(), "at " + position);
    }
    assertTrue(ApiKey.parse("").isEmpty());
    assertTrue(ApiKey.parse(text + "0").isEmpty());
    assertTrue(ApiKey.parse(text.substring(1)).isEmpty());
  }

  @Test
  void a_key_never_prints_its_secret() {
    ApiKey key = ApiKey.generate(random);

    assertFalse(key.toString().contains(key.reveal().substring(3, 19)));
    assertTrue(key.toString().endsWith(key.lastFour()));
    assertTrue(key.reveal().endsWith(key.lastFour()));
  }

  @Test
  void the_digest_depends_on_key_and_pepper() {
    ApiKey key = ApiKey.generate(random);
    byte[] pepper = {1};

    assertEquals(key.digest(pepper), key.digest(pepper));
    assertNotEquals(key.digest(pepper), key.digest(new byte[] {2}));
    assertNotEquals(key.digest(pepper), ApiKey.generate(random).digest(pepper));
    assertTrue(key.digest(pepper).matches("[0-9a-f]{64}"));
  }
}
