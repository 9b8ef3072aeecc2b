package dev.modelroute.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.audit.AuditEvent;
import dev.modelroute.core.audit.AuditFilter;
import dev.modelroute.core.file.FileAction;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.OrgId;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FileControllerTest {
  private static final String MISSING = "file_00000000-0000-7000-8000-00000000ffff";

  private final ApiProbe api = new ApiProbe();
  private Tenant tenant = new Tenant(api, "", "", "", "");

  @BeforeAll
  void createTenant() {
    tenant = api.tenant();
  }

  @AfterAll
  void close() {
    api.close();
  }

  private static byte[] png() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
    out.writeBytes(new byte[] {0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 0, 4, 0, 0, 0, 3});
    out.writeBytes(new byte[] {8, 6, 0, 0, 0, 0, 0, 0, 0, (byte) 0xFF, (byte) 0x80});
    return out.toByteArray();
  }

  private String upload(byte[] bytes) {
    Answer issued = tenant.post("/v1/files/upload", "{}").expect(201);
    assertEquals(200, api.objects.send(URI.create(issued.string("upload_url")), bytes));
    return issued.string("file_id");
  }

  private Answer confirm(String id) {
    return tenant.post("/v1/files/confirm", "{\"file_id\":\"" + id + "\"}");
  }

  private String ready() {
    String id = upload(png());
    confirm(id).expect(200);
    return id;
  }

  @Test
  void an_upload_is_confirmed_shown_listed_downloaded_and_deleted() {
    String id = upload(png());
    Answer confirmed = confirm(id).expect(200);
    assertEquals("READY", confirmed.string("status"));
    assertEquals("image/png", confirmed.string("content_type"));
    assertEquals(Optional.of((long) png().length), confirmed.json().whole("size_bytes"));
    assertEquals(confirmed.text(), confirm(id).expect(200).text());
    assertEquals(Optional.of(4L), tenant.get("/v1/files/" + id).expect(200).json().whole("width"));
    assertTrue(tenant.get("/v1/files").text().contains(id));
    Answer url = tenant.get("/v1/files/" + id + "/url").expect(200);
    assertArrayEquals(png(), api.objects.fetch(URI.create(url.string("url"))).body());
    assertEquals("", tenant.delete("/v1/files/" + id).expect(204).text());
    tenant.get("/v1/files/" + id).expectError(404, "FILE_NOT_FOUND");
    tenant.delete("/v1/files/" + id).expectError(404, "FILE_NOT_FOUND");
  }

  @Test
  void a_download_redirects_readers_of_json_and_hands_bytes_to_others() {
    String path = "/v1/files/" + ready() + "/download";
    Answer plain = tenant.get(path).expect(302);
    assertTrue(plain.header("Location").isPresent());
    Answer json =
        api.get(path).key(tenant.full()).header("Accept", "application/json").send().expect(302);
    URI target = URI.create(json.header("Location").orElseThrow());
    assertArrayEquals(png(), api.objects.fetch(target).body());
    for (String accept : List.of("image/png", "*/*", "image/*,*/*;q=0.8")) {
      Answer bytes = api.get(path).key(tenant.full()).header("Accept", accept).send().expect(200);
      assertArrayEquals(png(), bytes.body());
      assertEquals(Optional.of("image/png"), bytes.header("Content-Type"));
      assertEquals(Optional.of("nosniff"), bytes.header("X-Content-Type-Options"));
      assertEquals(Optional.of("sandbox"), bytes.header("Content-Security-Policy"));
    }
  }

  @Test
  void bytes_of_every_type_arrive_as_they_are() {
    byte[] pdf = new byte[300];
    System.arraycopy(Request.utf8("%PDF-1.7\n"), 0, pdf, 0, 9);
    for (int i = 9; i < pdf.length; i++) {
      pdf[i] = (byte) i;
    }
    String id = upload(pdf);
    confirm(id).expect(200);
    Answer bytes =
        api.get("/v1/files/" + id + "/download")
            .key(tenant.full())
            .header("Accept", "*/*")
            .send()
            .expect(200);
    assertArrayEquals(pdf, bytes.body());
    assertEquals(Optional.of("attachment"), bytes.header("Content-Disposition"));
  }

  @Test
  void an_upload_without_bytes_cannot_be_confirmed() {
    String id = tenant.post("/v1/files/upload", "{}").expect(201).string("file_id");
    confirm(id).expectError(409, "CONFLICT");
    String empty = upload(new byte[0]);
    assertEquals(
        "file_id EMPTY", confirm(empty).expectError(400, "INPUT_VALIDATION_ERROR").detail());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"purpose\":\"OUTPUT\"} | purpose ENUM",
        "{\"purpose\":1} | purpose TYPE",
        "{\"ttl_days\":0} | ttl_days RANGE",
        "{\"ttl_days\":366} | ttl_days RANGE",
        "{\"ttl_days\":1.5} | ttl_days TYPE",
        "{\"ttl_days\":99999999999} | ttl_days RANGE",
        "{\"ttl_days\":\"1\"} | ttl_days TYPE",
        "{\"region\":\"mars\"} | region ENUM",
        "{\"url\":\"https://example.com\"} | url UNKNOWN_FIELD",
      })
  void a_wrong_upload_is_400(String body, String detail) {
    Answer answer = tenant.post("/v1/files/upload", body);
    assertEquals(detail, answer.expectError(400, "INPUT_VALIDATION_ERROR").detail());
  }

  @Test
  void what_clients_say_of_a_file_is_accepted_and_ignored() {
    tenant
        .post(
            "/v1/files/upload",
            "{\"filename\":\"a.exe\",\"content_type\":\"x/y\",\"size_bytes\":1,\"purpose\":\"UPLOAD\","
                + "\"ttl_days\":365,\"region\":null}")
        .expect(201);
  }

  @Test
  void another_organisations_file_looks_missing_everywhere() {
    String id = ready();
    Tenant other = api.tenant();
    for (String suffix : List.of("", "/url", "/download")) {
      assertEquals(
          other
              .get("/v1/files/" + MISSING + suffix)
              .expectError(404, "FILE_NOT_FOUND")
              .withoutRequestId(),
          other.get("/v1/files/" + id + suffix).withoutRequestId());
    }
    assertEquals(
        other.delete("/v1/files/" + MISSING).withoutRequestId(),
        other.delete("/v1/files/" + id).withoutRequestId());
    assertEquals(
        other.post("/v1/files/confirm", "{\"file_id\":\"" + MISSING + "\"}").withoutRequestId(),
        other.post("/v1/files/confirm", "{\"file_id\":\"" + id + "\"}").withoutRequestId());
    assertEquals(List.of(), other.get("/v1/files").data());
    tenant.get("/v1/files/" + id).expect(200);
  }

  @Test
  void the_audit_knows_who_from_where_and_by_which_request() {
    String id = upload(png());
    Answer confirmed = confirm(id).expect(200);
    AuditFilter confirms = new AuditFilter(null, FileAction.CONFIRM.action(), id);
    AuditEvent event =
        api.audit.list(new OrgId(tenant.id()), confirms, PageRequest.first(1)).items().getFirst();
    assertEquals("203.0.113.9", event.by().sourceIp());
    assertEquals(confirmed.header("X-Request-Id"), Optional.ofNullable(event.by().requestId()));
    assertTrue(event.by().actor().id().startsWith("key_"));
    assertEquals("k", event.by().actor().label());
  }
}
