package dev.modelroute.aws.s3;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.audit.Acting;
import dev.modelroute.core.file.ConfirmUpload;
import dev.modelroute.core.file.ConfirmUpload.Confirmed;
import dev.modelroute.core.file.ConfirmUpload.Refusal;
import dev.modelroute.core.file.FileLinks;
import dev.modelroute.core.file.FileRef;
import dev.modelroute.core.file.IssueReadUrl;
import dev.modelroute.core.file.ObjectStore.Area;
import dev.modelroute.core.file.ObjectStores;
import dev.modelroute.core.file.RequestUpload;
import dev.modelroute.core.file.RequestUpload.Requested.Issued;
import dev.modelroute.core.file.RequestUpload.Upload;
import dev.modelroute.core.file.StoredFile;
import dev.modelroute.core.file.StoredFile.Purpose;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.testkit.contract.ObjectStoreContract.Answer;
import dev.modelroute.testkit.file.MemoryFileStore;
import dev.modelroute.testkit.memory.MemoryAuditLog;
import dev.modelroute.testkit.memory.MemoryStorageMeter;
import dev.modelroute.testkit.time.SettableTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Everything a caller can get wrong, or try, with uploads over HTTP. */
class BadInputOnS3Test {
  private static final String FILES = "bad-input-test-files";
  private static final byte[] HELLO = "hello".getBytes(UTF_8);
  private static final String HTML = "<!DOCTYPE html><script>alert(1)</script>";
  private static final int ONE_MEGABYTE = 1 << 20;

  private final SettableTime time = new SettableTime();
  private final MemoryAuditLog audit = new MemoryAuditLog();
  private final MemoryFileStore files = new MemoryFileStore(audit, new MemoryStorageMeter());
  private final S3ObjectStore objects =
      EmbeddedObjects.store(S3Areas.ofBuckets("bad-input-test-uploads", FILES));
  private final ObjectStores stores = ObjectStores.of(objects);
  private final Acting owner = Acting.system(OrgId.of(UUID.randomUUID()));
  private final Acting stranger = Acting.system(OrgId.of(UUID.randomUUID()));
  private final RequestUpload request =
      new RequestUpload(files, stores, time, UUID::randomUUID, organization -> Duration.ofDays(30));
  private final ConfirmUpload confirm = new ConfirmUpload(files, stores, time, UUID::randomUUID);
  private final IssueReadUrl links = new IssueReadUrl(files, audit, new FileLinks(stores), time);

  private Issued upload() {
    return assertInstanceOf(
        Issued.class, request.request(owner, new Upload(Purpose.INPUT, null, null)));
  }

  private Issued uploaded(byte[] body) throws Exception {
    Issued upload = upload();
    assertEquals(200, EmbeddedObjects.send("PUT", upload.url(), body));
    return upload;
  }

  private StoredFile ready(byte[] body) throws Exception {
    FileRef id = uploaded(body).file().id();
    return assertInstanceOf(Confirmed.Ready.class, confirm.confirm(owner, id)).file();
  }

  private Answer served(StoredFile file) throws Exception {
    return EmbeddedObjects.get(links.issue(owner, file.id()).orElseThrow().url());
  }

  private void assertNothingStored(FileRef id) {
    assertEquals(Optional.empty(), objects.facts(Area.UPLOADS, id.uuid()));
    assertEquals(
        0,
        EmbeddedObjects.client()
            .listObjectsV2(list -> list.bucket(FILES).prefix("confirmed/" + id.uuid()))
            .contents()
            .stream()
            .map(S3Object::key)
            .count());
  }

  @Test
  void an_empty_upload_is_refused_and_removed() throws Exception {
    FileRef id = uploaded(new byte[0]).file().id();
    assertEquals(new Confirmed.Refused(Refusal.EMPTY), confirm.confirm(owner, id));
    assertNothingStored(id);
  }

  @Test
  void one_byte_over_the_limit_is_refused_and_removed() throws Exception {
    Issued upload = upload();
    assertEquals(200, EmbeddedObjects.send(upload.url(), StoredFile.MAX_BYTES + 1));
    FileRef id = upload.file().id();
    assertEquals(new Confirmed.Refused(Refusal.TOO_LARGE), confirm.confirm(owner, id));
    assertNothingStored(id);
  }

  @Test
  void what_was_not_uploaded_waits() {
    assertEquals(new Confirmed.NotUploaded(), confirm.confirm(owner, upload().file().id()));
  }

  @Test
  void another_organisation_confirms_nothing_and_changes_nothing() throws Exception {
    FileRef id = uploaded(HELLO).file().id();
    assertEquals(new Confirmed.NotFound(), confirm.confirm(stranger, id));
    assertTrue(objects.facts(Area.UPLOADS, id.uuid()).isPresent());
    assertInstanceOf(Confirmed.Ready.class, confirm.confirm(owner, id));
    assertEquals(new Confirmed.NotFound(), confirm.confirm(stranger, id));
    assertEquals(Optional.empty(), links.issue(stranger, id));
  }

  @Test
  void a_put_after_confirm_changes_nothing_that_is_served() throws Exception {
    Issued upload = uploaded(HELLO);
    FileRef id = upload.file().id();
    StoredFile file = assertInstanceOf(Confirmed.Ready.class, confirm.confirm(owner, id)).file();
    assertEquals(200, EmbeddedObjects.send("PUT", upload.url(), HTML.getBytes(UTF_8)));
    assertArrayEquals(HELLO, served(file).body());
    assertEquals(new Confirmed.Ready(file), confirm.confirm(owner, id));
  }

  @Test
  void a_wrong_id_confirms_nothing() {
    assertEquals(new Confirmed.NotFound(), confirm.confirm(owner, FileRef.of(UUID.randomUUID())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file_../../etc/passwd",
        "file_00000000-0000-7000-8000-00000000000/",
        "file_..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f.",
        "file_00000000-0000-7000-8000-0000000000FF",
        "file_00000000-0000-7000-8000-000000000000\n",
        "file_00000000-0000-7000-8000-000000000000/x",
        "org_00000000-0000-7000-8000-000000000000",
        "",
      })
  void no_path_hides_in_an_id(String id) {
    assertEquals(Optional.empty(), FileRef.parse(id));
  }

  @Test
  void an_expired_url_takes_and_gives_nothing() throws Exception {
    // The store's clock is the machine's: a URL that was signed for a second is over after two.
    String key = UUID.randomUUID().toString();
    URI put = objects.presignPut(key, Duration.ofSeconds(1));
    URI past = URI.create(put.toString().replaceFirst("(X-Amz-Date=)\\d{8}", "$120200101"));
    assertEquals(403, EmbeddedObjects.send("PUT", past, HELLO));
    assertEquals(Optional.empty(), objects.facts(Area.UPLOADS, key));
  }

  @Test
  void a_forged_or_altered_url_takes_nothing() throws Exception {
    Issued upload = upload();
    String url = upload.url().toString();
    String other = upload().file().id().uuid();
    for (String forged :
        new String[] {
          url.replaceFirst("(X-Amz-Signature=)[0-9a-f]{8}", "$100000000"),
          url.replace(upload.file().id().uuid(), other),
          url.replaceFirst("(X-Amz-Expires=)\\d+", "$1604800"),
          url.replaceFirst("(X-Amz-Credential=)[^%]+", "$1somebody"),
          url.replaceFirst("\\?.*", ""),
        }) {
      assertNotEquals(url, forged);
      assertEquals(403, EmbeddedObjects.send("PUT", URI.create(forged), HELLO), forged);
    }
    assertEquals(403, EmbeddedObjects.send("DELETE", upload.url(), new byte[0]));
    assertEquals(403, EmbeddedObjects.get(upload.url()).status());
    assertEquals(Optional.empty(), objects.facts(Area.UPLOADS, upload.file().id().uuid()));
    assertEquals(Optional.empty(), objects.facts(Area.UPLOADS, other));
  }

  @Test
  void a_png_header_on_html_is_served_as_an_image_or_not_at_all() throws Exception {
    byte[] marker = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    StoredFile glued = ready(joined(marker, HTML.getBytes(UTF_8)));
    assertEquals("application/octet-stream", served(glued).contentType());
    assertTrue(served(glued).attachment());

    StoredFile header = ready(joined(png(1, 1), HTML.getBytes(UTF_8)));
    assertEquals("image/png", served(header).contentType());
  }

  @Test
  void an_svg_with_script_is_text_to_be_saved() throws Exception {
    String svg = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    Answer served = served(ready(svg.getBytes(UTF_8)));
    assertEquals("text/plain", served.contentType());
    assertTrue(served.attachment());
  }

  @Test
  void an_image_of_50_000_by_50_000_pixels_is_told_and_never_decoded() throws Exception {
    StoredFile file = ready(png(50_000, 50_000));
    assertEquals(50_000, file.knownFacts().width());
    assertEquals(50_000, file.knownFacts().height());
    assertEquals(png(50_000, 50_000).length, file.sizeBytes());
  }

  @Test
  void a_zip_bomb_stays_packed() throws Exception {
    StoredFile file = ready(bomb());
    assertTrue(file.sizeBytes() < ONE_MEGABYTE, "size " + file.sizeBytes());
    Answer served = served(file);
    assertEquals("application/zip", served.contentType());
    assertTrue(served.attachment());
    assertEquals(file.sizeBytes(), served.body().length);
  }

  @Test
  void an_image_is_served_in_ranges_too() throws Exception {
    StoredFile file = ready(png(3, 2));
    Answer part =
        EmbeddedObjects.get(
            links.issue(owner, file.id()).orElseThrow().url(), "Range", "bytes=1-3");
    assertEquals(206, part.status());
    assertArrayEquals("PNG".getBytes(US_ASCII), part.body());
    assertFalse(part.attachment());
  }

  private static byte[] joined(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  private static byte[] png(int width, int height) {
    return ByteBuffer.allocate(64)
        .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13})
        .put("IHDR".getBytes(US_ASCII))
        .putInt(width)
        .putInt(height)
        .array();
  }

  /** 200 MB of zeros in some 200 KB. */
  private static byte[] bomb() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("zeros"));
      byte[] zeros = new byte[ONE_MEGABYTE];
      for (int i = 0; i < 200; i++) {
        zip.write(zeros);
      }
    }
    return bytes.toByteArray();
  }
}
