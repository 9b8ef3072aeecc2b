package dev.modelroute.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of executions and of movements: filters, pages, cursors. */
final class ListTest {
  private final Platform platform = Platform.shared();
  private final Api api = platform.tenant().api();

  @Test
  void pages_hold_everything_once_and_newest_first() {
    List<String> submitted = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      submitted.addFirst(api.accepted("sim-text", "{'prompt':'" + i + "'}"));
    }
    List<String> listed = new ArrayList<>();
    String cursor = "";
    do {
      Answer page = api.get("/v1/executions?limit=2" + cursor).with(200);
      page.data().forEach(execution -> listed.add(Answer.text(execution, "id")));
      cursor = page.text("has_more").equals("true") ? "&cursor=" + page.text("next_cursor") : "";
    } while (!cursor.isEmpty());
    assertEquals(submitted, listed);
  }

  @Test
  void a_cursor_is_of_one_list_of_one_organisation_and_unaltered() {
    api.accepted("sim-text", "{'prompt':'1'}");
    api.accepted("sim-text", "{'prompt':'2'}");
    String cursor = api.get("/v1/executions?limit=1").with(200).text("next_cursor");
    api.get("/v1/executions?limit=1&cursor=" + cursor).with(200);
    platform.tenant().api().get("/v1/executions?cursor=" + cursor).with(400);
    assertEquals("cursor INVALID", api.get("/v1/files?cursor=" + cursor).with(400).detail());
    api.get("/v1/executions?cursor=" + cursor.substring(1)).with(400);
  }

  @Test
  void filters_narrow_the_list() {
    String good = api.accepted("sim-text", "{'prompt':'1'}", "'metadata':{'team':'blue'}");
    String bad =
        api.accepted("sim-image", "{'prompt':'2','outcome':'CONTENT_MODERATION_REJECTED'}");
    api.ended(good);
    JsonObject failed = api.ended(bad);
    assertEquals(List.of(good), ids("status=COMPLETED"));
    assertEquals(List.of(bad), ids("status=FAILED"));
    assertEquals(List.of(bad), ids("model=sim-image"));
    assertEquals(List.of(good), ids("metadata%5Bteam%5D=blue"));
    assertEquals(List.of(), ids("metadata%5Bteam%5D=red"));
    assertEquals(List.of(), ids("model=sim-image&status=COMPLETED"));
    String day = Answer.text(failed, "created_at").substring(0, 10) + "T00:00:00Z";
    assertEquals(List.of(bad, good), ids("created_after=" + day));
    assertEquals(List.of(), ids("created_before=" + day));
  }

  private List<String> ids(String filter) {
    return api.get("/v1/executions?" + filter).with(200).data().stream()
        .map(execution -> Answer.text(execution, "id"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"limit=0", "limit=101", "limit=x", "status=DONE", "colour=red", "created_after=1"})
  void a_wrong_parameter_is_named(String query) {
    Answer refused = api.get("/v1/executions?" + query).with(400);
    assertTrue(refused.detail().startsWith(query.replaceFirst("=.*", " ")), refused::toString);
  }

  @Test
  void the_ledger_shows_every_movement_of_money() {
    String good = api.accepted("sim-image", "{'prompt':'1','cost':'0.1'}");
    api.ended(good);
    String bad =
        api.accepted("sim-image", "{'prompt':'2','outcome':'CONTENT_MODERATION_REJECTED'}");
    api.ended(bad);
    List<JsonObject> lines = api.get("/v1/balance/ledger").with(200).data();
    assertEquals(
        List.of(
            "CAPTURE 0.100",
            "CREDIT 10.000",
            "HOLD 0.048",
            "HOLD 0.120",
            "RELEASE 0.020",
            "RELEASE 0.048"),
        lines.stream()
            .map(line -> Answer.text(line, "type") + " " + Answer.text(line, "amount"))
            .sorted()
            .toList());
    assertEquals(
        3, lines.stream().filter(line -> Answer.text(line, "execution_id").equals(good)).count());
    JsonObject newest = lines.getFirst();
    assertEquals("9.900", Answer.text(newest, "balance_after", "available"));
    assertEquals("0.000", Answer.text(newest, "balance_after", "held"));
    Answer balance = api.get("/v1/balance").with(200);
    assertEquals("9.900", balance.text("available"));
    assertEquals("0.100", balance.text("spent"));
  }

  @Test
  void models_show_schemas_and_prices_and_no_routes() {
    List<JsonObject> models = api.get("/v1/models?limit=100").with(200).data();
    assertTrue(models.size() >= 9, () -> "only " + models.size());
    for (JsonObject model : models) {
      String slug = Answer.text(model, "slug");
      JsonObject one = api.get("/v1/models/" + slug).with(200).json();
      assertTrue(one.object("input_schema").isPresent(), slug);
      assertTrue(one.object("output_schema").isPresent(), slug);
      assertTrue(one.array("pricing").isPresent(), slug);
      assertTrue(!one.has("routes"), slug);
    }
    api.get("/v1/models/no-such-model").with(404);
  }
}
