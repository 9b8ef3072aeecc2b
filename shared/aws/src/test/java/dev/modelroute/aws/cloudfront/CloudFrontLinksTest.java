package dev.modelroute.aws.cloudfront;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.aws.cloudfront.CloudFrontLinks.Distribution;
import dev.modelroute.core.file.LinkSigner.ServedAs;
import dev.modelroute.core.file.StoredFile.Location;
import dev.modelroute.testkit.time.SettableTime;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CloudFrontLinksTest {
  private static final KeyPair PAIR = pair();
  private static final String BASE =
      "https://d111111abcdef8.cloudfront.net/confirmed/a/b?response-content-type=image%2Fpng"
          + "&response-content-disposition=inline";

  private final SettableTime time = new SettableTime();
  private final URI elsewhere = URI.create("https://s3.example/other");
  private final CloudFrontLinks links =
      new CloudFrontLinks(
          new Distribution("https://d111111abcdef8.cloudfront.net", "files"),
          SigningKey.read("K123", pem()),
          (location, life, servedAs) -> elsewhere,
          time);

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String pem() {
    String base64 = Base64.getMimeEncoder().encodeToString(PAIR.getPrivate().getEncoded());
    return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
  }

  private URI sign() {
    return links.sign(
        new Location("files", "confirmed/a/b"),
        Duration.ofHours(1),
        new ServedAs("image/png", false));
  }

  private static Map<String, String> query(URI url) {
    Map<String, String> parts = new LinkedHashMap<>();
    for (String pair : url.getRawQuery().split("&", -1)) {
      parts.put(pair.replaceFirst("=.*", ""), pair.replaceFirst("[^=]*=", ""));
    }
    return parts;
  }

  /** As CloudFront does: the URL without its own three parts, in the policy, under the key. */
  private static boolean isAccepted(URI url) throws GeneralSecurityException {
    Map<String, String> query = query(url);
    String resource = url.toString().replaceFirst("&Expires=.*", "");
    String policy =
        "{\"Statement\":[{\"Resource\":\""
            + resource
            + "\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":"
            + query.get("Expires")
            + "}}}]}";
    Signature rsa = Signature.getInstance("SHA256withRSA");
    rsa.initVerify(PAIR.getPublic());
    rsa.update(policy.getBytes(UTF_8));
    String signature = query.getOrDefault("Signature", "");
    return rsa.verify(
        Base64.getDecoder()
            .decode(signature.replace('-', '+').replace('_', '=').replace('~', '/')));
  }

  @Test
  void a_url_is_signed_whole_until_its_end() throws GeneralSecurityException {
    URI url = sign();
    assertTrue(url.toString().startsWith(BASE + "&Expires="), url::toString);
    assertEquals(
        Long.toString(time.instant().plusSeconds(3600).getEpochSecond()),
        query(url).get("Expires"));
    assertEquals("K123", query(url).get("Key-Pair-Id"));
    assertEquals("SHA256", query(url).get("Hash-Algorithm"));
    assertTrue(isAccepted(url));
  }

  @Test
  void no_part_can_be_changed() throws GeneralSecurityException {
    String url = sign().toString();
    assertFalse(isAccepted(URI.create(url.replace("image%2Fpng", "text%2Fhtml"))));
    assertFalse(isAccepted(URI.create(url.replace("confirmed/a/b", "confirmed/a/c"))));
    assertFalse(isAccepted(URI.create(url.replaceFirst("Expires=1", "Expires=2"))));
  }

  @Test
  void what_must_be_saved_says_so() {
    URI url =
        links.sign(
            new Location("files", "k"), Duration.ofMinutes(1), new ServedAs("text/plain", true));
    assertEquals("attachment", query(url).get("response-content-disposition"));
  }

  @Test
  void files_of_another_bucket_are_signed_by_their_store() {
    assertEquals(
        elsewhere,
        links.sign(
            new Location("files-eu", "k"), Duration.ofHours(1), new ServedAs("image/png", false)));
  }

  @Test
  void a_broken_key_is_refused_without_repeating_it() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> SigningKey.read("K1", "hunter2"));
    assertFalse(String.valueOf(refused.getMessage()).contains("hunter2"));
    assertEquals("SigningKey[K123]", SigningKey.read("K123", pem()).toString());
  }
}
