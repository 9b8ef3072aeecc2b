package dev.modelroute.core.webhook;

import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.MalformedJsonException;
import dev.modelroute.core.json.StrictJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The two kinds of message in the webhook queue, and their text. */
public sealed interface WebhookMessage {

  /** An event to be fanned out to its receivers. */
  record Publish(Outbox.Entry entry) implements WebhookMessage {
    @Override
    public String toText() {
      return JsonObject.builder()
          .put("kind", "event")
          .put("execution_id", entry.execution().value())
          .put("slot", entry.slot().name().toLowerCase(Locale.ROOT))
          .build()
          .toText();
    }
  }

  /**
   * A delivery to be attempted.
   *
   * @param notBefore when it is due; messages wait 15 minutes at most, so it may come early
   */
  record Deliver(DeliveryId delivery, Instant notBefore) implements WebhookMessage {
    @Override
    public String toText() {
      return JsonObject.builder()
          .put("kind", "delivery")
          .put("delivery_id", delivery.value())
          .put("not_before", notBefore.toString())
          .build()
          .toText();
    }
  }

  String toText();

  /** Reads a message; empty when it is none of ours. */
  static Optional<WebhookMessage> parse(String text) {
    try {
      return StrictJson.parse(text) instanceof JsonObject object ? read(object) : Optional.empty();
    } catch (MalformedJsonException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<WebhookMessage> read(JsonObject object) {
    return switch (object.string("kind").orElse("")) {
      case "event" ->
          object
              .string("execution_id")
              .flatMap(ExecutionId::parse)
              .flatMap(id -> slot(object).map(slot -> new Publish(new Outbox.Entry(id, slot))));
      case "delivery" ->
          object
              .string("delivery_id")
              .flatMap(DeliveryId::parse)
              .flatMap(id ->
                  object
                      .string("not_before")
                      .flatMap(WebhookMessage::instant)
                      .map(due -> new Deliver(id, due)));
      default -> Optional.empty();
    };
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<WebhookEvent.Slot> slot(JsonObject object) {
    String text = object.string("slot").orElse("");
    return Arrays.stream(WebhookEvent.Slot.values())
        .filter(slot -> slot.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst();
  }
}
