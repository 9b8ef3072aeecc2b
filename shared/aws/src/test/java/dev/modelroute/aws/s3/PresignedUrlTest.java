package dev.modelroute.aws.s3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.file.ObjectStore.Area;
import dev.modelroute.core.provider.ByteSource;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/** What a caller can and can't do with a URL we gave out. */
class PresignedUrlTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final byte[] BODY = "body".getBytes(StandardCharsets.UTF_8);
  private static final byte[] NONE = new byte[0];
  private static final S3Areas AREAS =
      S3Areas.ofBuckets("presigned-test-uploads", "presigned-test-files");

  private final S3ObjectStore store = EmbeddedObjects.store(AREAS);
  private final String key = UUID.randomUUID().toString();

  @Test
  void an_upload_url_signs_the_host_only() {
    URI url = store.presignPut(key, HOUR);
    assertTrue(url.getQuery().contains("X-Amz-SignedHeaders=host&"), url.getQuery());
    assertTrue(url.getQuery().contains("X-Amz-Expires=3600"), url.getQuery());
  }

  @Test
  void an_upload_url_takes_any_type_and_it_means_nothing() throws Exception {
    URI url = store.presignPut(key, HOUR);
    assertEquals(200, EmbeddedObjects.send("PUT", url, BODY, "Content-Type", "text/html"));
    String eTag = store.facts(Area.UPLOADS, key).orElseThrow().eTag();
    assertTrue(store.promote(key, eTag, key + "/1"));
    URI read = store.presignGet(key + "/1", HOUR, "text/plain", true);
    assertEquals("text/plain", EmbeddedObjects.get(read).contentType());
    String stored =
        EmbeddedObjects.client()
            .headObject(head -> head.bucket("presigned-test-files").key(key + "/1"))
            .contentType();
    assertEquals("application/octet-stream", stored);
  }

  @Test
  void an_altered_upload_url_is_refused() throws Exception {
    String url = store.presignPut(key, HOUR).toString();
    String other = UUID.randomUUID().toString();
    char last = url.charAt(url.length() - 1);
    assertRefused(url, url.substring(0, url.length() - 1) + (last == '0' ? '1' : '0'));
    assertRefused(url, url.replace(key, other));
    assertRefused(url, url.replace("X-Amz-Expires=3600", "X-Amz-Expires=36000"));
    assertRefused(url, url.replace("presigned-test-uploads", "presigned-test-files"));
    assertRefused(url, url.replaceAll("\\?.*", ""));
    for (String method : new String[] {"GET", "DELETE", "POST"}) {
      int status = EmbeddedObjects.send(method, URI.create(url), NONE);
      assertTrue(status >= 400, method + " answered " + status);
    }
    assertEquals(Optional.empty(), store.facts(Area.UPLOADS, key));
    assertEquals(Optional.empty(), store.facts(Area.UPLOADS, other));
    assertEquals(Optional.empty(), store.facts(Area.FILES, key));
  }

  private static void assertRefused(String url, String altered) throws Exception {
    assertNotEquals(url, altered);
    assertEquals(403, EmbeddedObjects.send("PUT", URI.create(altered), BODY), altered);
  }

  @Test
  void an_altered_read_url_is_refused() throws Exception {
    store.put(key, ByteSource.of(BODY));
    store.put(key + "x", ByteSource.of(BODY));
    String url = store.presignGet(key, HOUR, "text/plain", true).toString();
    assertEquals(200, EmbeddedObjects.get(URI.create(url)).status());

    assertUnreadable(url, url.replace("text%2Fplain", "text%2Fhtml"));
    assertUnreadable(url, url.replace("=attachment", "=inline"));
    assertUnreadable(url, url.replace(key, key + "x"));
    assertUnreadable(url, url.replace("X-Amz-Expires=3600", "X-Amz-Expires=36000"));
    assertUnreadable(url, url.replaceAll("\\?.*", ""));
    assertEquals(403, EmbeddedObjects.send("PUT", URI.create(url), NONE));
    assertEquals(403, EmbeddedObjects.send("DELETE", URI.create(url), NONE));
    try (InputStream kept = store.open(key, null)) {
      assertArrayEquals(BODY, kept.readAllBytes());
    }
  }

  private static void assertUnreadable(String url, String altered) throws Exception {
    assertNotEquals(url, altered);
    assertEquals(403, EmbeddedObjects.get(URI.create(altered)).status(), altered);
  }

  @Test
  void a_read_url_serves_ranges() throws Exception {
    store.put(key, ByteSource.of(BODY));
    URI url = store.presignGet(key, HOUR, "video/mp4", false);
    var part = EmbeddedObjects.get(url, "Range", "bytes=1-2");
    assertEquals(206, part.status());
    assertEquals("od", new String(part.body(), StandardCharsets.UTF_8));
  }

  @Test
  void a_url_dies_with_its_time() throws Exception {
    store.put(key, ByteSource.of(BODY));
    Instant now = Instant.now();
    for (SdkHttpMethod method : new SdkHttpMethod[] {SdkHttpMethod.PUT, SdkHttpMethod.GET}) {
      URI alive = signedFor(method, now.minusSeconds(30));
      URI dead = signedFor(method, now.minusSeconds(90));
      byte[] body = method == SdkHttpMethod.PUT ? BODY : NONE;
      assertEquals(200, EmbeddedObjects.send(method.name(), alive, body), method.name());
      assertEquals(403, EmbeddedObjects.send(method.name(), dead, body), method.name());
    }
  }

  /** A URL of this key in FILES, good for a minute from a moment on. */
  private URI signedFor(SdkHttpMethod method, Instant moment) {
    SdkHttpRequest unsigned =
        SdkHttpRequest.builder()
            .method(method)
            .uri(URI.create(EmbeddedObjects.endpoint() + "/presigned-test-files/" + key))
            .build();
    return AwsV4HttpSigner.create()
        .sign(request ->
            request
                .identity(EmbeddedObjects.credentials().resolveCredentials())
                .request(unsigned)
                .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                .putProperty(AwsV4HttpSigner.REGION_NAME, EmbeddedObjects.REGION.id())
                .putProperty(AwsV4FamilyHttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(1))
                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(moment, ZoneOffset.UTC)))
        .request()
        .getUri();
  }
}
