package dev.modelroute.testkit.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

final class EmbeddedS3Test {
  private static final String BUCKET = "embedded-s3-test";
  private static final EmbeddedAws AWS = SharedEmbeddedAws.get(EmbeddedService.S3);
  private static final S3Client OBJECTS = Clients.s3(AWS);
  private static final S3Presigner PRESIGNER = Clients.presigner(AWS);
  private static final HttpClient PLAIN = HttpClient.newHttpClient();

  @BeforeAll
  static void create_bucket() {
    OBJECTS.createBucket(request -> request.bucket(BUCKET));
  }

  @AfterAll
  static void close() {
    OBJECTS.close();
    PRESIGNER.close();
    PLAIN.close();
  }

  @Test
  void an_object_comes_back_whole_with_type_and_metadata_and_in_ranges() {
    OBJECTS.putObject(
        request ->
            request
                .bucket(BUCKET)
                .key("digits")
                .contentType("text/plain")
                .metadata(Map.of("origin", "test")),
        RequestBody.fromString("0123456789"));
    var whole = OBJECTS.getObjectAsBytes(request -> request.bucket(BUCKET).key("digits"));
    assertEquals("0123456789", whole.asUtf8String());
    assertEquals("text/plain", whole.response().contentType());
    assertEquals("test", whole.response().metadata().get("origin"));
    var range =
        OBJECTS.getObjectAsBytes(
            request -> request.bucket(BUCKET).key("digits").range("bytes=2-4"));
    assertEquals("234", range.asUtf8String());
    assertEquals("bytes 2-4/10", range.response().contentRange());
  }

  @Test
  void a_copy_happens_only_from_the_version_it_names() {
    String tag = put("source", "first");
    copy("target", tag);
    assertEquals("first", get("target"));
    put("source", "second");
    var refused = assertThrows(S3Exception.class, () -> copy("target", tag));
    assertEquals(412, refused.statusCode());
    assertEquals("first", get("target"));
  }

  @Test
  void a_presigned_put_signs_the_host_only_and_takes_a_plain_upload() throws Exception {
    URI url = presignedPut("upload");
    assertTrue(url.getQuery().contains("X-Amz-SignedHeaders=host"), url.getQuery());
    assertEquals(200, send("PUT", url, "by plain HTTP").statusCode());
    assertEquals("by plain HTTP", get("upload"));
  }

  @Test
  void a_presigned_put_is_refused_with_another_signature_key_or_method() throws Exception {
    put("other", "kept");
    String url = presignedPut("mine").toString();
    char last = url.charAt(url.length() - 1);
    String tampered = url.substring(0, url.length() - 1) + (last == '0' ? '1' : '0');
    assertNotEquals(url, tampered);
    assertEquals(403, send("PUT", URI.create(tampered), "x").statusCode());
    String otherKey = url.replace("/mine?", "/other?");
    assertNotEquals(url, otherKey);
    assertEquals(403, send("PUT", URI.create(otherKey), "x").statusCode());
    String longer = url.replace("X-Amz-Expires=300", "X-Amz-Expires=3000");
    assertNotEquals(url, longer);
    assertEquals(403, send("PUT", URI.create(longer), "x").statusCode());
    assertEquals(403, send("GET", URI.create(url), "").statusCode());
    assertEquals(403, send("DELETE", URI.create(url), "").statusCode());
    assertEquals("kept", get("other"));
    var absent =
        assertThrows(
            S3Exception.class, () -> OBJECTS.headObject(h -> h.bucket(BUCKET).key("mine")));
    assertEquals(404, absent.statusCode());
  }

  @Test
  void a_presigned_put_is_refused_after_its_expiry() throws Exception {
    Instant now = Instant.now();
    assertEquals(200, send("PUT", signedAt(now.minusSeconds(30)), "in time").statusCode());
    assertEquals("in time", get("expiring"));
    HttpResponse<String> late = send("PUT", signedAt(now.minusSeconds(90)), "too late");
    assertEquals(403, late.statusCode(), late.body());
    assertEquals("in time", get("expiring"));
  }

  @Test
  void an_unsigned_request_is_refused() throws Exception {
    put("private", "secret");
    URI unsigned = URI.create(AWS.s3() + "/" + BUCKET + "/private");
    assertEquals(403, send("GET", unsigned, "").statusCode());
  }

  /** A URL for a PUT, valid for 60 seconds from this moment. */
  private static URI signedAt(Instant moment) {
    SdkHttpRequest unsigned =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.PUT)
            .uri(URI.create(AWS.s3() + "/" + BUCKET + "/expiring"))
            .build();
    return AwsV4HttpSigner.create()
        .sign(
            request ->
                request
                    .identity(Clients.credentials(AWS).resolveCredentials())
                    .request(unsigned)
                    .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, Clients.REGION.id())
                    .putProperty(AwsV4FamilyHttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                    .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                    .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                    .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(1))
                    .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(moment, ZoneOffset.UTC)))
        .request()
        .getUri();
  }

  private static URI presignedPut(String key) {
    return URI.create(
        PRESIGNER
            .presignPutObject(
                presign ->
                    presign
                        .signatureDuration(Duration.ofMinutes(5))
                        .putObjectRequest(request -> request.bucket(BUCKET).key(key)))
            .url()
            .toString());
  }

  private static HttpResponse<String> send(String method, URI url, String body) throws Exception {
    return PLAIN.send(
        HttpRequest.newBuilder(url)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString(UTF_8));
  }

  private static String put(String key, String text) {
    return OBJECTS
        .putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(text))
        .eTag();
  }

  private static String get(String key) {
    return OBJECTS.getObjectAsBytes(request -> request.bucket(BUCKET).key(key)).asUtf8String();
  }

  private static void copy(String key, String ifMatch) {
    OBJECTS.copyObject(
        request ->
            request
                .sourceBucket(BUCKET)
                .sourceKey("source")
                .copySourceIfMatch(ifMatch)
                .destinationBucket(BUCKET)
                .destinationKey(key));
  }
}
