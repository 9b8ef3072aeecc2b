package dev.modelroute.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.modelroute.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditControllerTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final String PATH = "/v1/audit-events";

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

  /** Every deed a caller can do to a file, once, each a second after the other. */
  private String lifeOfAFile() {
    Answer issued = tenant.post("/v1/files/upload", "{}").expect(201);
    String id = issued.string("file_id");
    api.objects.send(URI.create(issued.string("upload_url")), Request.utf8("hello"));
    api.time.advance(SECOND);
    tenant.post("/v1/files/confirm", "{\"file_id\":\"" + id + "\"}").expect(200);
    api.time.advance(SECOND);
    tenant.get("/v1/files/" + id + "/url").expect(200);
    api.time.advance(SECOND);
    tenant.get("/v1/files/" + id + "/download").expect(302);
    api.time.advance(SECOND);
    tenant.delete("/v1/files/" + id).expect(204);
    return id;
  }

  private Answer events(String... query) {
    return events(tenant, query);
  }

  /**
   * @param query names and values in turn
   */
  private Answer events(Tenant reader, String... query) {
    Request request = api.get(PATH).key(reader.full());
    for (int i = 0; i < query.length; i += 2) {
      request.query(query[i], query[i + 1]);
    }
    return request.send();
  }

  private static List<String> actions(Answer answer) {
    return answer.data().stream().map(event -> event.string("action").orElseThrow()).toList();
  }

  @Test
  void a_file_leaves_one_event_for_each_thing_done_to_it() {
    String id = lifeOfAFile();
    Answer events = events("resource", id).expect(200);
    assertEquals(
        List.of("file.delete", "file.download", "file.read_url", "file.confirm", "file.upload"),
        actions(events));
    JsonObject upload = events.data().getLast();
    JsonObject actor = upload.object("actor").orElseThrow();
    assertEquals(Optional.of("key"), actor.string("kind"));
    assertEquals(Optional.of("203.0.113.9"), upload.string("source_ip"));
    assertEquals(
        "{\"type\":\"file\",\"id\":\"" + id + "\"}",
        upload.object("resource").orElseThrow().toText());
    String key = actor.string("id").orElseThrow();
    Answer mine = events("actor", key, "action", "file.confirm", "resource", id);
    assertEquals(List.of("file.confirm"), actions(mine));
    Answer nobody = events("actor", "key_of_nobody").expect(200);
    assertEquals(List.of(), nobody.data());
  }

  @Test
  void a_list_goes_on_by_cursor() {
    String id = lifeOfAFile();
    Answer first = events("limit", "3", "resource", id).expect(200);
    assertEquals(Optional.of(true), first.json().bool("has_more"));
    Answer rest = events("limit", "3", "resource", id, "cursor", first.string("next_cursor"));
    assertEquals(List.of("file.confirm", "file.upload"), actions(rest));
    assertEquals(Optional.of(false), rest.json().bool("has_more"));
  }

  @Test
  void another_organisation_sees_none_of_it_and_its_cursors_are_refused() {
    String id = lifeOfAFile();
    Tenant other = api.tenant();
    assertEquals(List.of(), other.get(PATH).expect(200).data());
    assertEquals(List.of(), events(other, "resource", id).expect(200).data());
    String cursor = events("limit", "1").string("next_cursor");
    assertNotEquals("", cursor);
    events(other, "cursor", cursor).expectError(400, "INPUT_VALIDATION_ERROR");
  }

  @Test
  void only_keys_with_all_rights_read_it() {
    api.get(PATH).key(tenant.execution()).send().expectError(403, "FORBIDDEN");
    api.get(PATH).send().expectError(401, "UNAUTHORIZED");
  }

  @ParameterizedTest
  @CsvSource({
    "action, upload, action FORMAT",
    "action, 'file.upload OR 1', action FORMAT",
    "actor, '', actor FORMAT",
    "resource, '', resource FORMAT",
    "file, 1, file UNKNOWN_FIELD",
    "limit, 101, limit RANGE",
  })
  void a_wrong_filter_is_400(String name, String value, String detail) {
    Answer answer = events(name, value);
    assertEquals(detail, answer.expectError(400, "INPUT_VALIDATION_ERROR").detail());
  }
}
