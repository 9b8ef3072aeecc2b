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

  /** The answer to a create: the only one with the secret, where the endpoint has its own. */
  public static JsonObject created(Endpoint endpoint) {
    return shown(endpoint, secret(endpoint));
  }

  public static JsonObject shown(Endpoint endpoint) {
    return shown(endpoint, Optional.empty());
  }

  /** The answer to a rotation: the new secret, and until when the one before is live too. */
  public static JsonObject rotated(RotateSecret.Rotated.Done done) {
    return JsonObject.builder()
        .put("id", done.endpoint().value())
        .put("secret", done.secrets().current().value())
        .put("previous_secret_valid_until", time(done.secrets().previousUntil()))
        .build();
  }

  private static Optional<Json> secret(Endpoint endpoint) {
    return switch (endpoint.receiver()) {
      case Receiver.Push push -> Optional.of(Json.of(push.secrets().current().value()));
      case Receiver.Pull ignored -> Optional.empty();
    };
  }

  private static JsonObject shown(Endpoint endpoint, Optional<Json> secret) {
    Endpoint.Health health = endpoint.health();
    return JsonObject.builder()
        .put("id", endpoint.id().value())
        .put("mode", endpoint.url() == null ? "pull" : "push")
        .put("url", endpoint.url())
        .put(
            "events",
            JsonArray.ofStrings(endpoint.events().stream().sorted().map(EventType::text).toList()))
        .put("description", endpoint.description())
        .putIfPresent("secret", secret)
        .put("is_active", endpoint.isActive())
        .put("status", health.status().name())
        .put("failure_count", health.failureCount())
        .put("last_success", time(health.lastSuccess()))
        .put("created_at", time(endpoint.createdAt()))
        .build();
  }

  private static @Nullable String time(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
