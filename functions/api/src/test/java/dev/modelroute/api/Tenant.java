package dev.modelroute.api;

import dev.modelroute.core.json.JsonObject;

/**
 * An organisation of a test with its keys.
 *
 * @param full live, level full
 * @param execution live, level execution
 * @param test of mode test, level full
 */
record Tenant(ApiProbe api, String id, String full, String execution, String test) {

  static Tenant create(ApiProbe api) {
    String id = operator(api, "/v1/admin/organizations", "{\"name\":\"Example\"}").string("id");
    Tenant tenant =
        new Tenant(
            api,
            id,
            key(api, id, "full", "live"),
            key(api, id, "execution", "live"),
            key(api, id, "full", "test"));
    tenant.credit("live", "first-live");
    tenant.credit("test", "first-test");
    return tenant;
  }

  private void credit(String mode, String reference) {
    operator(
        api,
        "/v1/admin/organizations/" + id + "/credits",
        "{\"amount\":\"10\",\"reference\":\"" + reference + "\",\"mode\":\"" + mode + "\"}");
  }

  private static String key(ApiProbe api, String id, String level, String mode) {
    return operator(
            api,
            "/v1/admin/organizations/" + id + "/keys",
            "{\"label\":\"k\",\"level\":\"" + level + "\",\"mode\":\"" + mode + "\"}")
        .string("key");
  }

  private static Answer operator(ApiProbe api, String path, String body) {
    return api.post(path).key(ApiProbe.OPERATOR).json(body).send().expect(201);
  }

  Answer get(String path) {
    return api.get(path).key(full).send();
  }

  Answer delete(String path) {
    return api.delete(path).key(full).send();
  }

  Answer post(String path, JsonObject body) {
    return api.post(path).key(full).json(body).send();
  }

  Answer post(String path, String body) {
    return api.post(path).key(full).json(body).send();
  }

  /** A PENDING execution's id. */
  String submit(String key) {
    return post("/v1/executions", ApiProbe.submission(key)).expect(202).string("id");
  }
}
