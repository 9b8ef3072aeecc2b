package dev.modelroute.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is accepted once, what is refused, and that a refused request stores nothing. */
final class SubmitTest {
  private static final String PATH = "/v1/executions";

  private final Platform platform = Platform.shared();
  private final Platform.Tenant tenant = platform.tenant();
  private final Api api = tenant.api();

  @Test
  void the_same_request_again_is_the_same_execution() {
    String body =
        "{'model':'sim-image','input':{'prompt':'p','delay_ms':0},'idempotency_key':'order-1'}";
    Answer first = api.post(PATH, body).with(202);
    assertEquals("COMPLETED", Answer.text(api.ended(first.text("id")), "status"));
    String reordered =
        "{'idempotency_key':'order-1', 'input':{'delay_ms':0.0,'prompt':'p'},'model':'sim-image'}";
    Answer again = api.post(PATH, reordered).with(202);
    assertEquals("true", again.header("Idempotent-Replayed"));
    assertEquals(first.text("id"), again.text("id"));
    assertEquals("COMPLETED", again.text("status"));
    assertEquals("0.040", api.get("/v1/balance").text("spent"));
  }

  @Test
  void the_same_key_for_another_request_is_a_conflict() {
    String id = api.accepted("sim-text", "{'prompt':'one'}", "'idempotency_key':'k'");
    Answer refused = api.submit("sim-text", "{'prompt':'two'}", "'idempotency_key':'k'").with(409);
    assertEquals("CONFLICT", refused.code());
    assertTrue(refused.text("error", "details", "0", "message").contains(id), refused::toString);
    assertEquals(1, stored());
  }

  @Test
  void keys_are_those_of_one_organisation() {
    String id = api.accepted("sim-text", "{'prompt':'one'}", "'idempotency_key':'k'");
    String other =
        platform.tenant().api().accepted("sim-text", "{'prompt':'2'}", "'idempotency_key':'k'");
    assertTrue(!id.equals(other));
  }

  @Test
  void a_header_and_a_field_that_differ_are_refused() {
    String body = "{'model':'sim-text','input':{'prompt':'p'},'idempotency_key':'a'}";
    assertEquals(
        "idempotency_key MISMATCH",
        api.post(PATH, body, "Idempotency-Key", "b").with(400).detail());
    api.post(PATH, body, "Idempotency-Key", "a").with(202);
  }

  @Test
  void without_money_nothing_is_stored() {
    Api poor = platform.poorTenant().api();
    Answer refused =
        poor.submit("sim-text", "{'prompt':'p'}", "'idempotency_key':'again'").with(402);
    assertEquals("INSUFFICIENT_BALANCE", refused.code());
    assertEquals(List.of(), poor.get(PATH).data());
    assertEquals(List.of(), poor.get("/v1/balance/ledger").data());
  }

  @Test
  void a_refused_request_uses_up_no_key() {
    Platform.Tenant poor = platform.poorTenant();
    poor.api().submit("sim-text", "{'prompt':'p'}", "'idempotency_key':'again'").with(402);
    platform.credit(poor, "1", "live");
    poor.api().submit("sim-text", "{'prompt':'q'}", "'idempotency_key':'again'").with(202);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'model':'no-such-model','input':{'prompt':'p'}}|model NOT_FOUND",
        "{'model':7,'input':{'prompt':'p'}}|model",
        "{'input':{'prompt':'p'}}|model REQUIRED",
        "{'model':'sim-text'}|input REQUIRED",
        "{'model':'sim-text','input':[]}|input",
        "{'model':'sim-text','input':{}}|input.prompt",
        "{'model':'sim-text','input':{'prompt':5}}|input.prompt",
        "{'model':'sim-text','input':{'prompt':'p','colour':'red'}}|input.colour",
        "{'model':'sim-text','input':{'prompt':'p'},'surprise':1}|surprise UNKNOWN_FIELD",
        "{'model':'sim-text','input':{'prompt':'p'},'metadata':{'a':1}}|metadata",
        "{'model':'sim-text','input':{'prompt':'p'},'timeout_seconds':0}|timeout_seconds",
        "{'model':'sim-text','input':{'prompt':'p'},'max_cost':'0.000001'}|max_cost",
        "{'model':'sim-text','input':{'prompt':'p'},'webhook_url':'ftp://x'}|webhook_url",
        "{'model':'sim-text','input':{'prompt':'p'},'webhook_url':'http://169.254.169.254/'}"
            + "|webhook_url",
        "{'model':'image-upscale-2x','input':{'image':'https://example.org/a.png'}}|input.image",
        "{'model':'image-upscale-2x','input':{'image':'data:image/png;base64,AA=='}}|input.image",
      })
  void a_wrong_field_is_named_and_nothing_is_stored(String body, String detail) {
    Answer refused = api.post(PATH, body, "Idempotency-Key", "k").with(400);
    assertEquals("INPUT_VALIDATION_ERROR", refused.code());
    assertTrue(refused.detail().startsWith(detail), refused::toString);
    assertEquals(0, stored());
  }

  @Test
  void a_missing_idempotency_key_is_named() {
    Answer refused = api.post(PATH, "{'model':'sim-text','input':{'prompt':'p'}}").with(400);
    assertEquals("idempotency_key REQUIRED", refused.detail());
  }

  @Test
  void a_file_nobody_uploaded_is_not_found() {
    String file = "file_00000000-0000-4000-8000-000000000000";
    Answer refused = api.submit("image-upscale-2x", "{'image':'" + file + "'}").with(400);
    assertEquals("FILE_NOT_FOUND", refused.code());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``",
        "[1]",
        "{",
        "{'model':'sim-text','model':'sim-image','input':{'prompt':'p'}}",
        "{'model':'sim-text','input':{'prompt':'p','prompt':'q'}}",
        "{'model':'sim-text','input':{'prompt':'p'}} x",
        "{'model':'sim-text','input':{'prompt':1e400}}",
        "{'model':'sim-text','input':{'prompt':NaN}}",
      })
  void a_body_that_is_no_strict_json_object_is_refused(String body) {
    Answer refused = api.post(PATH, body, "Idempotency-Key", "k").with(400);
    assertEquals("INPUT_VALIDATION_ERROR", refused.code());
    assertEquals(0, stored());
  }

  @Test
  void depth_size_encoding_and_type_of_a_body_have_limits() {
    String deep = "{'model':'sim-text','input':" + "[".repeat(1001) + "]".repeat(1001) + "}";
    api.post(PATH, deep, "Idempotency-Key", "k").with(400);
    String large = "{'model':'sim-text','input':{'prompt':'" + "x".repeat(1024 * 1024) + "'}}";
    assertEquals(
        "INPUT_VALIDATION_ERROR", api.post(PATH, large, "Idempotency-Key", "k").with(413).code());
    byte[] noUtf8 = "{\"model\":\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1);
    api.send("POST", PATH, "application/json", noUtf8).with(400);
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    assertEquals(
        "INPUT_VALIDATION_ERROR", api.send("POST", PATH, "text/plain", body).with(415).code());
    assertEquals(
        "INPUT_VALIDATION_ERROR", api.send("PUT", PATH, "application/json", body).with(405).code());
    assertEquals("NOT_FOUND", api.get("/v1/nothing-here").with(404).code());
    assertEquals(0, stored());
  }

  @Test
  void a_quote_tells_the_price_and_stores_nothing() {
    Answer quote =
        api.post(PATH + "/quote", "{'model':'sim-text','input':{'prompt':'p','cost':'0.1'}}");
    assertEquals("0.120", quote.with(200).text("hold_amount"));
    assertEquals("0.100", quote.text("estimated_cost"));
    assertEquals(0, stored());
  }

  @Test
  void the_alias_of_every_route_is_the_route() {
    String id = api.accepted("sim-text", "{'prompt':'p'}");
    JsonObject execution = api.ended(id);
    assertEquals(execution, api.get("/api/v1/executions/" + id).with(200).json());
  }

  private int stored() {
    return api.get(PATH).with(200).data().size();
  }
}
