package dev.modelroute.core.webhook;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** WT1. The oracle checks against the real time, so these tests sign for it. */
class WebhookSignatureTest {
  private static final WebhookSecret OLD = WebhookSecret.generate(new Random(1));
  private static final WebhookSecret NEW = WebhookSecret.generate(new Random(2));
  private static final EventId EVENT =
      EventId.of(UUID.fromString("00000000-0000-7000-8000-000000000001"));
  private static final List<String> BODIES =
      List.of(
          "{\"id\":\"evt_1\"}",
          "{\"text\":\"h\u00e9llo \uD83D\uDE00\"}",
          "{\"x\":\"" + "a".repeat(WebhookEvent.MAX_BODY_BYTES - 8) + "\"}");

  private final Instant now = InstantSource.system().instant();

  @Test
  void the_standard_webhooks_library_verifies_every_body() {
    for (String body : BODIES) {
      var headers = sign(body, now, List.of(NEW));
      assertDoesNotThrow(() -> verify(NEW, body, headers));
      assertThrows(WebhookVerificationException.class, () -> verify(OLD, body, headers));
    }
  }

  @Test
  void one_byte_more_or_another_id_fails() {
    String body = BODIES.getFirst();
    var headers = sign(body, now, List.of(NEW));
    assertThrows(WebhookVerificationException.class, () -> verify(NEW, body + " ", headers));
    var other = new java.util.LinkedHashMap<>(headers);
    other.put(WebhookSignature.STANDARD_ID, "evt_2");
    assertThrows(WebhookVerificationException.class, () -> verify(NEW, body, other));
  }

  @Test
  void a_timestamp_out_of_tolerance_fails() {
    String body = BODIES.getFirst();
    for (long seconds : List.of(-310L, 310L)) {
      var headers = sign(body, now.plusSeconds(seconds), List.of(NEW));
      assertThrows(WebhookVerificationException.class, () -> verify(NEW, body, headers));
    }
    for (long seconds : List.of(-240L, 240L)) {
      var headers = sign(body, now.plusSeconds(seconds), List.of(NEW));
      assertDoesNotThrow(() -> verify(NEW, body, headers));
    }
  }

  @Test
  void while_rotating_both_secrets_verify_and_the_plain_signature_is_the_new_one() {
    String body = BODIES.getFirst();
    var rotating = new SigningSecrets(NEW, OLD, now.plusSeconds(86_400));
    // seconds after the rotation, whether the old secret still verifies
    Map<Long, Boolean> table = Map.of(0L, true, 86_340L, true, 86_460L, false);
    table.forEach((seconds, verifies) -> {
      var live = rotating.liveAt(now.plusSeconds(seconds));
      var headers = sign(body, now, live);
      assertDoesNotThrow(() -> verify(NEW, body, headers));
      if (verifies) {
        assertDoesNotThrow(() -> verify(OLD, body, headers));
      } else {
        assertThrows(WebhookVerificationException.class, () -> verify(OLD, body, headers));
      }
      assertEquals(plain(NEW, headers, body), headers.get("X-Signature"));
      assertNotEquals(plain(OLD, headers, body), headers.get("X-Signature"));
    });
  }

  @Test
  void the_plain_signature_is_five_lines_for_a_receiver() {
    for (String body : BODIES) {
      var headers = sign(body, now, List.of(NEW));
      assertEquals(plain(NEW, headers, body), headers.get("X-Signature"));
      assertEquals(Long.toString(now.getEpochSecond()), headers.get("X-Signature-Timestamp"));
    }
  }

  @Test
  void a_known_answer_stays_the_same() {
    var secret = new WebhookSecret("whsec_" + "A".repeat(43) + "=");
    var headers = sign("{}", Instant.ofEpochSecond(1_700_000_000), List.of(secret));
    assertEquals(
        Map.of(
            "X-Signature-Timestamp", "1700000000",
            "X-Signature", "c27378b71b60002356d3671bd75bc0cac07fd41680d9d020c4fbb08eca673402",
            "webhook-id", EVENT.value(),
            "webhook-timestamp", "1700000000",
            "webhook-signature", "v1,FBeHafcAlNGF0zAif/1eFzwICZKIQzjy64Vy88kAdlk="),
        headers);
  }

  @Test
  void a_secret_has_its_form_and_hides_in_text() {
    assertEquals(32, NEW.key().length);
    assertEquals("whsec_…", NEW.toString());
    for (String wrong : List.of("whsec_", "whsec_AAAA", "sk_" + "A".repeat(43) + "=", "whsec_!")) {
      assertThrows(IllegalArgumentException.class, () -> new WebhookSecret(wrong), wrong);
    }
  }

  private static Map<String, String> sign(String body, Instant at, List<WebhookSecret> secrets) {
    return WebhookSignature.headers(EVENT, at, body.getBytes(StandardCharsets.UTF_8), secrets);
  }

  private static void verify(WebhookSecret secret, String body, Map<String, String> headers)
      throws WebhookVerificationException, EmptyWebhookSecretException {
    var multi = new java.util.HashMap<String, List<String>>();
    headers.forEach((name, value) -> multi.put(name, List.of(value)));
    new Webhook(secret.value()).verify(body, HttpHeaders.of(multi, (name, value) -> true));
  }

  private static String plain(WebhookSecret secret, Map<String, String> headers, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.value().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      String signed = headers.get("X-Signature-Timestamp") + "." + body;
      return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
