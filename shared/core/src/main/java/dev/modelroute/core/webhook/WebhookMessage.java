package dev.modelroute.core.webhook;

import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.MalformedJsonException;
import dev.modelroute.core.json.StrictJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of message in the webhook queue, and their text. */
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

  /** Deliveries that are over, to be sent again. */
  record Reopen(Reopening work) implements WebhookMessage {
    @Override
    public String toText() {
      return JsonObject.builder()
          .put("kind", "reopening")
          .put("organization_id", work.organization().value())
          .put("endpoint_id", work.endpoint().value())
          .put("from", work.from().name())
          .put("since", work.since().toString())
          .put("as_of", work.asOf().toString())
          .put("position", work.position())
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
              .flatMap(id -> instant(object, "not_before").map(due -> new Deliver(id, due)));
      case "reopening" -> reopening(object);
      default -> Optional.empty();
    };
  }

  private static Optional<WebhookMessage> reopening(JsonObject object) {
    Optional<OrgId> organization = object.string("organization_id").flatMap(OrgId::parse);
    Optional<EndpointId> endpoint = object.string("endpoint_id").flatMap(EndpointId::parse);
    Optional<Delivery.State> from = word(object, "from", Delivery.State.values());
    Optional<Instant> since = instant(object, "since");
    Optional<Instant> asOf = instant(object, "as_of");
    boolean whole =
        Stream.of(organization, endpoint, from, since, asOf).allMatch(Optional::isPresent);
    return whole
        ? Optional.of(
            new Reopen(
                new Reopening(
                    organization.get(),
                    endpoint.get(),
                    from.get(),
                    since.get(),
                    asOf.get(),
                    object.string("position").orElse(null))))
        : Optional.empty();
  }

  private static Optional<Instant> instant(JsonObject object, String name) {
    try {
      return object.string(name).map(Instant::parse);
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<WebhookEvent.Slot> slot(JsonObject object) {
    return word(object, "slot", WebhookEvent.Slot.values());
  }

  private static <T extends Enum<T>> Optional<T> word(JsonObject object, String name, T[] words) {
    String text = object.string(name).orElse("").toUpperCase(Locale.ROOT);
    return Arrays.stream(words).filter(word -> word.name().equals(text)).findFirst();
  }
}
