package dev.modelroute.core.webhook;

import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonNumber;
import dev.modelroute.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Deliveries and attempts as callers see them. */
public final class DeliveryJson {
  private DeliveryJson() {}

  /** One row of a list. */
  public static JsonObject shown(Delivery delivery) {
    return head(delivery).build();
  }

  /** One delivery with its attempts and the exact body, null once that is gone. */
  public static JsonObject shown(FindDelivery.Found found) {
    return head(found.delivery())
        .put("body", found.body().orElse(null))
        .put(
            "attempts",
            found.attempts().stream()
                .<Json>map(DeliveryJson::attempt)
                .collect(JsonArray.collector()))
        .build();
  }

  private static JsonObject.Builder head(Delivery delivery) {
    boolean open = delivery.state() == Delivery.State.SCHEDULED;
    return JsonObject.builder()
        .put("id", delivery.id().value())
        .put("event_id", delivery.event().value())
        .put("event_type", delivery.type().text())
        .put("execution_id", delivery.source().execution().value())
        .put("endpoint_id", delivery.endpoint() == null ? null : delivery.endpoint().value())
        .put("url", delivery.url())
        .put("status", delivery.state().name())
        .put("attempt_count", delivery.attempts())
        .put(
            "next_attempt_at", time(open && !delivery.isPulled() ? delivery.nextAttemptAt() : null))
        .put("expires_at", time(open ? delivery.round().until() : null))
        .put("created_at", time(delivery.createdAt()))
        .put("completed_at", time(delivery.endedAt()));
  }

  private static JsonObject attempt(DeliveryAttempt attempt) {
    return JsonObject.builder()
        .put("number", attempt.number())
        .put("time", time(attempt.at()))
        .put("status", attempt.status() == null ? null : JsonNumber.of(attempt.status()))
        .put("ms", attempt.took().toMillis())
        .put("error_class", attempt.errorClass())
        .build();
  }

  private static @Nullable String time(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
