package dev.modelroute.api;

import dev.modelroute.core.execution.ExecutionJson;
import dev.modelroute.core.identity.ApiKey;
import dev.modelroute.core.identity.StoredKey;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonNull;
import dev.modelroute.core.json.JsonObject;

/** API keys as callers see them; a secret is in the answer that makes it and in no other. */
final class KeyJson {
  private KeyJson() {}

  /** With its secret. */
  static JsonObject created(StoredKey key, ApiKey secret) {
    return fields(key)
        .put("organization_id", key.account().organization().value())
        .put("key", secret.reveal())
        .build();
  }

  static JsonObject listed(StoredKey key) {
    return fields(key)
        .put("last_used_at", key.lastUsedAt() == null ? null : ExecutionJson.time(key.lastUsedAt()))
        .build();
  }

  private static JsonObject.Builder fields(StoredKey key) {
    Json limit = key.spendLimit() == null ? JsonNull.NULL : key.spendLimit().json();
    return JsonObject.builder()
        .put("id", key.id().value())
        .put("label", key.label())
        .put("level", key.level().text())
        .put("mode", key.account().mode().text())
        .put("prefix", key.prefix())
        .put("last_four", key.lastFour())
        .put("spend_limit", limit)
        .put("created_at", ExecutionJson.time(key.createdAt()));
  }
}
