package dev.modelroute.aws.sqs;

import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.webhook.DeliveryId;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.core.webhook.WebhookEvent.Slot;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The body of a message on the webhook queue. {@code not_before} is ISO-8601, {@code slot} is
 * {@code started} or {@code final}.
 */
public sealed interface WebhookMessage {

  /** {@code {"kind":"event","execution_id":"exec_…","slot":"final"}}: fan this event out. */
  record Event(Outbox.Entry entry) implements WebhookMessage {
    @Override
    public String format() {
      return JsonObject.builder()
          .put("kind", "event")
          .put("execution_id", entry.execution().value())
          .put("slot", text(entry.slot()))
          .build()
          .toText();
    }
  }

  /**
   * {@code {"kind":"delivery","delivery_id":"dlv_…","not_before":"2026-03-01T12:00:00Z"}}: make
   * this delivery, or send it on when it is still early.
   */
  record Delivery(DeliveryId delivery, Instant notBefore) implements WebhookMessage {
    @Override
    public String format() {
      return JsonObject.builder()
          .put("kind", "delivery")
          .put("delivery_id", delivery.value())
          .put("not_before", notBefore.toString())
          .build()
          .toText();
    }
  }

  /** As JSON text. */
  String format();

  /** Reads a body; empty when it is none of ours. */
  static Optional<WebhookMessage> parse(String body) {
    return MessageBody.parse(body)
        .flatMap(json ->
            switch (json.string("kind").orElse("")) {
              case "event" -> event(json);
              case "delivery" -> delivery(json);
              default -> Optional.empty();
            });
  }

  private static Optional<WebhookMessage> event(JsonObject json) {
    return json.string("execution_id")
        .flatMap(ExecutionId::parse)
        .flatMap(execution ->
            json.string("slot")
                .flatMap(WebhookMessage::slot)
                .map(slot -> new Event(new Outbox.Entry(execution, slot))));
  }

  private static Optional<WebhookMessage> delivery(JsonObject json) {
    return json.string("delivery_id")
        .flatMap(DeliveryId::parse)
        .flatMap(id ->
            json.string("not_before")
                .flatMap(WebhookMessage::instant)
                .map(at -> new Delivery(id, at)));
  }

  private static Optional<Slot> slot(String text) {
    return Arrays.stream(Slot.values()).filter(slot -> text(slot).equals(text)).findFirst();
  }

  private static String text(Slot slot) {
    return slot.name().toLowerCase(Locale.ROOT);
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
