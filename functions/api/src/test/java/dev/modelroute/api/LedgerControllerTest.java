package dev.modelroute.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerControllerTest {
  private static final String ORGANIZATIONS = "/v1/admin/organizations";
  private static final String VERIFY = "/v1/admin/ledger/verify";

  private final ApiProbe api = new ApiProbe();

  @AfterAll
  void close() {
    api.close();
  }

  private Answer post(String path, String body) {
    return api.post(path).key(ApiProbe.OPERATOR).json(body).send();
  }

  private Answer verify(String parameter, String value) {
    return api.get(VERIFY).key(ApiProbe.OPERATOR).query(parameter, value).send();
  }

  private String organization() {
    return post(ORGANIZATIONS, "{\"name\":\"Example\"}").expect(201).string("id");
  }

  private static String adjustment(String amount, String id) {
    return "{\"amount\":\"%s\",\"reason\":\"a bill was wrong\",\"id\":\"%s\"}"
        .formatted(amount, id);
  }

  @Test
  void all_books_are_proved_by_cursor() {
    api.tenant().submit("held");
    for (int i = 0; i < 60; i++) {
      post(
              ORGANIZATIONS + "/" + organization() + "/credits",
              "{\"amount\":\"1\",\"reference\":\"r\"}")
          .expect(201);
    }
    List<String> seen = new ArrayList<>();
    Optional<String> next = Optional.empty();
    do {
      Answer part =
          next.map(cursor -> verify("cursor", cursor))
              .orElseGet(() -> api.get(VERIFY).key(ApiProbe.OPERATOR).send())
              .expect(200);
      assertEquals(Optional.of(true), part.json().bool("balanced"), part::text);
      for (var account : part.json().array("accounts").orElseThrow().items()) {
        JsonObject proof = (JsonObject) account;
        seen.add(proof.string("organization_id").orElseThrow() + proof.string("account"));
        assertEquals(Optional.of(true), proof.bool("ok"), account::toText);
        assertEquals(Optional.of(true), proof.bool("complete"), account::toText);
      }
      next = part.json().string("next");
    } while (next.isPresent());
    assertTrue(seen.size() > 60, "each account: " + seen.size());
    assertEquals(seen.size(), seen.stream().distinct().count());
  }

  @Test
  void one_organisation_shows_both_of_its_accounts() {
    String id = organization();
    post(ORGANIZATIONS + "/" + id + "/credits", "{\"amount\":\"2.5\",\"reference\":\"r\"}")
        .expect(201);
    Answer proof = verify("organization_id", id).expect(200);
    String zero = "{\"available\":\"0.000\",\"held\":\"0.000\",\"spent\":\"0.000\"}";
    String paid = "{\"available\":\"2.500\",\"held\":\"0.000\",\"spent\":\"0.000\"}";
    String line =
        "{\"organization_id\":\"%s\",\"account\":\"%s\",\"ok\":true,\"complete\":true,\"entries\":%d,"
            + "\"snapshots\":0,\"balances\":{\"stored\":%s,\"recomputed\":%s,\"compared\":true},"
            + "\"findings\":[]}";
    assertEquals(
        "{\"balanced\":true,\"entries\":1,\"snapshots\":0,\"accounts\":["
            + line.formatted(id, "live", 1, paid, paid)
            + ","
            + line.formatted(id, "test", 0, zero, zero)
            + "],\"next\":null}",
        proof.text());
    verify("organization_id", "nonsense").expectError(404, "NOT_FOUND");
  }

  @Test
  void a_made_up_cursor_and_an_unknown_parameter_are_400() {
    verify("cursor", "AAAA").expectError(400, "INPUT_VALIDATION_ERROR");
    verify("organisation", "x").expectError(400, "INPUT_VALIDATION_ERROR");
  }

  @Test
  void an_operator_sets_a_balance_right_once_per_id() {
    String id = organization();
    String key = post(ORGANIZATIONS + "/" + id + "/keys", "{\"label\":\"k\"}").string("key");
    String path = ORGANIZATIONS + "/" + id + "/adjustments";
    assertEquals("1.500", post(path, adjustment("1.5", "t-1")).expect(201).string("available"));
    Answer again = post(path, adjustment("1.5", "t-1")).expect(201);
    assertEquals("1.500", again.string("available"));
    assertEquals(Optional.of("true"), again.header("Idempotent-Replayed"));
    post(path, adjustment("2", "t-1")).expectError(409, "CONFLICT");
    post(path, adjustment("-1.500000001", "t-2")).expectError(409, "CONFLICT");
    assertEquals("0.300", post(path, adjustment("-1.2", "t-2")).expect(201).string("available"));

    Answer ledger = api.get("/v1/balance/ledger").key(key).send().expect(200);
    assertEquals(2, ledger.data().size());
    JsonObject newest = ledger.data().getFirst();
    assertEquals(Optional.of("ADJUSTMENT"), newest.string("type"));
    assertEquals(Optional.of("-1.200"), newest.string("amount"));
    assertEquals(Optional.of("a bill was wrong"), newest.string("reason"));
    assertFalse(verify("organization_id", id).text().contains("\"ok\":false"));
  }

  @Test
  void an_organisation_that_is_not_there_is_not_adjusted() {
    String missing = "org_00000000-0000-7000-8000-00000000ffff";
    for (String id : List.of(missing, "nonsense")) {
      post(ORGANIZATIONS + "/" + id + "/adjustments", adjustment("1", "t-1"))
          .expectError(404, "NOT_FOUND");
    }
    String tenantKey = api.tenant().full();
    api.post(ORGANIZATIONS + "/" + missing + "/adjustments")
        .key(tenantKey)
        .json(adjustment("1", "t-1"))
        .send()
        .expectError(403, "FORBIDDEN");
  }
}
