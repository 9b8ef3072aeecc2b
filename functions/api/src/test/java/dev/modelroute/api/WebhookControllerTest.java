package dev.modelroute.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookControllerTest {
  private static final String PATH = "/v1/webhooks/endpoints";
  private static final String MISSING = PATH + "/wh_00000000-0000-7000-8000-00000000ffff";
  private static final String BODY = "{\"url\":\"https://hooks.example.com/in\"}";

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

  @Test
  void an_endpoint_shows_its_secret_once_and_can_be_listed_and_removed() {
    Answer created = tenant.post(PATH, BODY).expect(201);
    String id = created.string("id");
    assertTrue(created.string("secret").startsWith("whsec_"));
    Answer shown = tenant.get(PATH + "/" + id).expect(200);
    assertFalse(shown.json().has("secret"));
    assertEquals("https://hooks.example.com/in", shown.string("url"));
    assertTrue(tenant.get(PATH).text().contains(id));
    assertFalse(tenant.get(PATH).text().contains("whsec_"));
    tenant.delete(PATH + "/" + id).expect(204);
    tenant.get(PATH + "/" + id).expectError(404, "NOT_FOUND");
    tenant.delete(PATH + "/" + id).expectError(404, "NOT_FOUND");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | url",
        "{\"url\":\"http://hooks.example.com/\"} | url",
        "{\"url\":\"https://127.0.0.1/\"} | url",
        "{\"url\":\"https://169.254.169.254/latest\"} | url",
        "{\"url\":\"https://[::1]/\"} | url",
        "{\"url\":\"https://hooks.example.com/\",\"events\":[\"x\"]} | events[0]",
        "{\"url\":\"https://hooks.example.com/\",\"secret\":\"s\"} | secret",
      })
  void a_wrong_endpoint_is_400(String body, String field) {
    Answer answer = tenant.post(PATH, body).expectError(400, "INPUT_VALIDATION_ERROR");
    assertEquals(field, answer.detail().split(" ", -1)[0]);
  }

  @Test
  void another_organisations_endpoint_looks_missing() {
    String path = PATH + "/" + tenant.post(PATH, BODY).expect(201).string("id");
    Tenant other = api.tenant();
    assertEquals(other.get(MISSING).withoutRequestId(), other.get(path).withoutRequestId());
    assertEquals(other.delete(MISSING).withoutRequestId(), other.delete(path).withoutRequestId());
    assertEquals(List.of(), other.get(PATH).data());
    tenant.get(path).expect(200);
  }

  @Test
  void there_is_a_limit_of_endpoints() {
    Tenant busy = api.tenant();
    Answer answer = busy.post(PATH, BODY);
    for (int i = 0; i < 200 && answer.status() == 201; i++) {
      answer = busy.post(PATH, BODY);
    }
    answer.expectError(409, "CONFLICT");
  }

  @Test
  void the_default_secret_stays_and_is_each_organisations_own() {
    String secret = tenant.get("/v1/webhooks/secret").expect(200).string("secret");
    assertEquals(secret, tenant.get("/v1/webhooks/secret").string("secret"));
    assertNotEquals(secret, api.tenant().get("/v1/webhooks/secret").string("secret"));
  }
}
