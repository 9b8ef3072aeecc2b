package dev.modelroute.testkit.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.core.webhook.AddressPolicy;
import dev.modelroute.core.webhook.CreateEndpoint;
import dev.modelroute.core.webhook.CreateEndpoint.Created;
import dev.modelroute.core.webhook.DeleteEndpoint;
import dev.modelroute.core.webhook.DeleteEndpoint.Deleted;
import dev.modelroute.core.webhook.Endpoint;
import dev.modelroute.core.webhook.EndpointJson;
import dev.modelroute.core.webhook.FindEndpoint;
import dev.modelroute.core.webhook.ListEndpoints;
import dev.modelroute.core.webhook.Receiver;
import dev.modelroute.testkit.time.SettableTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CreateEndpointTest {
  private static final String FULL =
      """
      {"url":"https://example.com/hook","events":["execution.failed","execution.completed"],
       "description":"ours","headers":{"Authorization":"Bearer abc"}}
      """;

  private final MemoryWebhookStore store = new MemoryWebhookStore();
  private final OrgId organization = OrgId.of(UUID.randomUUID());
  private final CreateEndpoint create =
      new CreateEndpoint(
          store,
          AddressPolicy.STANDARD,
          () -> UUID.fromString("00000000-0000-7000-8000-000000000001"),
          new SettableTime(WebhookStage.NOON),
          new Random(1));

  @Test
  void the_answer_shows_the_secret_once() {
    Endpoint endpoint = stored(FULL);
    String secret = ((Receiver.Push) endpoint.receiver()).secrets().current().value();
    assertEquals(
        "{\"id\":\"wh_00000000-0000-7000-8000-000000000001\",\"mode\":\"push\",\"url\":\"https://example.com/hook\","
            + "\"events\":[\"execution.completed\",\"execution.failed\"],\"description\":\"ours\","
            + "\"secret\":\""
            + secret
            + "\",\"is_active\":true,\"status\":\"ACTIVE\",\"failure_count\":0,"
            + "\"last_success\":null,\"created_at\":\"2026-03-01T12:00:00Z\"}",
        EndpointJson.created(endpoint).toText());
    assertFalse(EndpointJson.shown(endpoint).toText().contains("whsec_"));
    assertFalse(EndpointJson.created(endpoint).toText().contains("Bearer"));
  }

  @Test
  void a_stored_endpoint_is_found_listed_and_deleted_by_its_organisation_only() {
    Endpoint endpoint = stored(FULL);
    OrgId other = OrgId.of(UUID.randomUUID());
    var find = new FindEndpoint(store);
    var delete = new DeleteEndpoint(store);
    assertEquals(Optional.of(endpoint), find.find(organization, endpoint.id().value()));
    assertEquals(Optional.empty(), find.find(other, endpoint.id().value()));
    assertEquals(Optional.empty(), find.find(organization, "wh_1"));
    assertEquals(
        List.of(endpoint),
        new ListEndpoints(store).list(organization, PageRequest.first(5)).items());
    assertEquals(Deleted.NOT_FOUND, delete.delete(other, endpoint.id().value()));
    assertEquals(Deleted.DELETED, delete.delete(organization, endpoint.id().value()));
    assertEquals(Deleted.NOT_FOUND, delete.delete(organization, endpoint.id().value()));
  }

  @Test
  void only_a_url_is_required_and_null_counts_as_absent() {
    Endpoint endpoint =
        stored(
            "{\"url\":\"https://example.com\",\"events\":null,\"headers\":{},\"description\":null}");
    assertTrue(endpoint.events().isEmpty());
    assertEquals("", endpoint.description());
  }

  @Test
  void every_fault_of_a_request_has_its_field() {
    // body, then field and code of each fault
    String table =
        """
        {}                                                            url REQUIRED
        {"url":1}                                                     url TYPE
        {"url":"http://example.com"}                                  url SCHEME
        {"url":"https://127.0.0.1/"}                                  url ADDRESS
        {"url":"https://u@example.com/"}                              url USER_INFO
        {"url":"https://example.com","mode":1}                        mode ENUM
        {"mode":"pull","url":"https://example.com"}                   url NOT_ALLOWED
        {"mode":"pull","headers":{"A":"b"}}                           headers NOT_ALLOWED
        {"mode":"pull","events":["x"]}                                events[0] UNKNOWN_EVENT
        {"url":"https://example.com","other":1}                       other UNKNOWN_FIELD
        {"url":"https://example.com","events":"x"}                    events TYPE
        {"url":"https://example.com","events":["execution.failed",2]} events[1] UNKNOWN_EVENT
        {"url":"https://example.com","description":{}}                description TYPE
        {"url":"https://example.com","headers":[]}                    headers TYPE
        {"url":"https://example.com","headers":{"A":1}}               headers.A TYPE
        {"url":"https://example.com","headers":{"A b":"c"}}           headers INVALID
        {"url":"https://example.com","headers":{"Host":"c"}}          headers.Host RESERVED
        {"url":"https://example.com","headers":{"content-Type":"c"}}  headers.content-Type RESERVED
        {"url":"https://example.com","headers":{"Webhook-Id":"c"}}    headers.Webhook-Id RESERVED
        {"url":"https://example.com","headers":{"A":"b\\r\\nC: d"}}   headers.A INVALID
        {"url":"https://10.0.0.1","events":[0]}                       url ADDRESS, events[0] UNKNOWN_EVENT
        """;
    for (String line : table.lines().toList()) {
      int split = line.lastIndexOf('}') + 1;
      var invalid = assertInstanceOf(Created.Invalid.class, create(line.substring(0, split)), line);
      String faults =
          String.join(
              ", ", invalid.details().stream().map(CreateEndpointTest::fieldAndCode).toList());
      assertEquals(line.substring(split).strip(), faults, line);
    }
    assertEquals(List.of(), store.all(organization));
  }

  @Test
  void there_is_a_most_of_headers_and_of_endpoints() {
    var headers = JsonObject.builder();
    for (int i = 0; i < 11; i++) {
      headers.put("X-" + i, "y");
    }
    JsonObject body =
        JsonObject.builder()
            .put("url", "https://example.com")
            .put("headers", headers.build())
            .build();
    assertInstanceOf(Created.Invalid.class, create.create(organization, body));
    for (int i = 0; i < Endpoint.MAX_PER_ORGANIZATION; i++) {
      var ids = UUID.randomUUID();
      var other =
          new CreateEndpoint(
              store,
              AddressPolicy.STANDARD,
              () -> ids,
              new SettableTime(WebhookStage.NOON),
              new Random(1));
      assertInstanceOf(Created.Stored.class, other.create(organization, StrictJson.trusted(FULL)));
    }
    assertEquals(new Created.TooMany(), create(FULL));
  }

  private Endpoint stored(String body) {
    return assertInstanceOf(Created.Stored.class, create(body)).endpoint();
  }

  private Created create(String body) {
    return create.create(organization, StrictJson.trusted(body));
  }

  private static String fieldAndCode(FieldError fault) {
    return fault.field() + " " + fault.code();
  }
}
