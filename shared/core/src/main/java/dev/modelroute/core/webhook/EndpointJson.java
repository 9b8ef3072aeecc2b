package dev.modelroute.core.webhook;

import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Endpoints as callers see them. Custom headers may hold credentials and are never shown. */
public final class EndpointJson {
  private EndpointJson() {}

  /** The answer to a create: the only one with the secret. */
  public static JsonObject created(Endpoint endpoint) {
    return shown(endpoint, Optional.of(Json.of(endpoint.secrets().current().value())));
  }

  public static JsonObject shown(Endpoint endpoint) {
    return shown(endpoint, Optional.empty());
  }

  private static JsonObject shown(Endpoint endpoint, Optional<Json> secret) {
    return JsonObject.builder()
        .put("id", endpoint.id().value())
        .put("url", endpoint.url())
        .put(
            "events",
            JsonArray.ofStrings(endpoint.events().stream().sorted().map(EventType::text).toList()))
        .put("description", endpoint.description())
        .putIfPresent("secret", secret)
        .put("is_active", endpoint.isActive())
        .put("status", endpoint.status().text())
        .put("failure_count", endpoint.failureCount())
        .put("last_success", time(endpoint.lastSuccess()))
        .put("created_at", endpoint.createdAt().toString())
        .build();
  }

  private static @Nullable String time(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
