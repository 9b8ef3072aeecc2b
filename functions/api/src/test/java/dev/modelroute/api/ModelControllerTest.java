package dev.modelroute.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModelControllerTest {
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
  void a_model_shows_schema_and_price_and_no_provider() {
    Answer model = tenant.get("/v1/models/image-upscale-2x").expect(200);
    assertEquals("image-upscale-2x", model.string("slug"));
    assertTrue(model.json().object("input_schema").isPresent());
    assertTrue(model.text().contains("\"price\":\"0.010\""), model.text());
    assertFalse(model.text().contains("builtin"), model.text());
    tenant.get("/v1/models/no-such").expectError(404, "NOT_FOUND");
  }

  @Test
  void models_page_by_slug() {
    List<String> seen = new ArrayList<>();
    Answer page = api.get("/v1/models").key(tenant.full()).query("limit", "4").send();
    page.data().forEach(model -> seen.add(model.string("slug").orElseThrow()));
    assertEquals(Optional.of(true), page.json().bool("has_more"));
    Answer rest =
        api.get("/v1/models")
            .key(tenant.full())
            .query("cursor", page.string("next_cursor"))
            .send()
            .expect(200);
    rest.data().forEach(model -> seen.add(model.string("slug").orElseThrow()));
    assertEquals(Optional.of(false), rest.json().bool("has_more"));
    List<String> all =
        tenant.get("/v1/models").data().stream().map(ModelControllerTest::slug).toList();
    assertEquals(all, seen);
    assertEquals(all.stream().sorted().toList(), seen);
  }

  private static String slug(JsonObject model) {
    return model.string("slug").orElseThrow();
  }
}
