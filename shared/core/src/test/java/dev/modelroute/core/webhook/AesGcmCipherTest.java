package dev.modelroute.core.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AesGcmCipherTest {
  private final AesGcmCipher cipher = new AesGcmCipher(new byte[32], new Random(1));

  @Test
  void a_sealed_secret_opens_for_its_context_and_shows_nothing() {
    String sealed = cipher.seal("whsec_canary", "org_1");
    assertEquals("whsec_canary", cipher.open(sealed, "org_1"));
    assertFalse(sealed.contains("canary"));
    assertNotEquals(sealed, cipher.seal("whsec_canary", "org_1"));
  }

  @Test
  void another_context_key_or_byte_does_not_open_it() {
    String sealed = cipher.seal("whsec_canary", "org_1");
    assertThrows(IllegalStateException.class, () -> cipher.open(sealed, "org_2"));
    byte[] key = new byte[32];
    key[31] = 1;
    var other = new AesGcmCipher(key, new Random(1));
    assertThrows(IllegalStateException.class, () -> other.open(sealed, "org_1"));
    char flipped = sealed.charAt(20) == 'A' ? 'B' : 'A';
    String changed = sealed.substring(0, 20) + flipped + sealed.substring(21);
    for (String wrong : List.of(changed, "v1.", "v1.A", "v2" + sealed.substring(2), "plain")) {
      assertThrows(IllegalStateException.class, () -> cipher.open(wrong, "org_1"), wrong);
    }
  }
}
