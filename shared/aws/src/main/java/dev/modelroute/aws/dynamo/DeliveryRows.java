package dev.modelroute.aws.dynamo;

import dev.modelroute.aws.table.Tables;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.webhook.Delivery;
import dev.modelroute.core.webhook.DeliveryAttempt;
import dev.modelroute.core.webhook.DeliveryId;
import dev.modelroute.core.webhook.EndpointId;
import dev.modelroute.core.webhook.EventId;
import dev.modelroute.core.webhook.EventType;
import dev.modelroute.core.webhook.FailureClass;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.core.webhook.WebhookEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Rows of deliveries, one partition each: {@code DELIVERY}, and {@code ATTEMPT#<number>} for each
 * POST made. Both go 30 days after their event.
 */
final class DeliveryRows {
  static final String ATTEMPT_PREFIX = "ATTEMPT#";
  static final String STATE = "delivery_state";
  static final String ATTEMPTS = "attempts";
  static final String LEASE = "lease_until";
  static final String NEXT = "next_attempt_at";
  static final String ENDED = "ended_at";
  static final String ROUND_BEFORE = "round_before";
  static final String ROUND_RETRIED = "round_retried";
  static final String ROUND_UNTIL = "round_until";

  private static final Duration KEPT = Duration.ofDays(30);
  private static final String EVENT = "event_id";
  private static final String TYPE = "event_type";
  private static final String ORGANIZATION = "organization_id";
  private static final String EXECUTION = "execution_id";
  private static final String SLOT = "slot";
  private static final String ENDPOINT = "endpoint_id";
  private static final String URL = "url";
  private static final String CREATED = "created_at";
  private static final String NUMBER = "number";
  private static final String AT = "at";
  private static final String TOOK = "took_ms";
  private static final String STATUS = "http_status";
  private static final String FAILURE = "failure";

  private DeliveryRows() {}

  static Row.Key delivery(DeliveryId id) {
    return new Row.Key(id.value(), "DELIVERY");
  }

  /** The row without its place in the index of due ones. */
  static Row row(Delivery delivery) {
    EndpointId endpoint = delivery.endpoint();
    return Row.of(delivery(delivery.id()))
        .put(EVENT, delivery.event().value())
        .put(TYPE, delivery.type().text())
        .put(ORGANIZATION, delivery.organization().value())
        .put(EXECUTION, delivery.source().execution().value())
        .put(SLOT, delivery.source().slot().name())
        .put(ENDPOINT, endpoint == null ? null : endpoint.value())
        .put(URL, delivery.url())
        .put(ROUND_BEFORE, delivery.round().before())
        .put(ROUND_RETRIED, delivery.round().retried() ? 1 : 0)
        .put(ROUND_UNTIL, delivery.round().until())
        .put(STATE, delivery.state().name())
        .put(ATTEMPTS, delivery.attempts())
        .put(CREATED, delivery.createdAt())
        .put(NEXT, delivery.nextAttemptAt())
        .put(ENDED, delivery.endedAt())
        .put(Tables.BY_ORG_PARTITION, delivery.organization().value())
        .put(Tables.BY_ORG_SORT, position(delivery))
        .put(Tables.BY_ENDPOINT_PARTITION, partition(delivery.endpoint(), delivery.state()))
        .put(Tables.BY_ENDPOINT_SORT, endpoint == null ? null : position(delivery))
        .put(Tables.BY_EXECUTION_PARTITION, delivery.source().execution().value())
        .put(Tables.BY_EXECUTION_SORT, position(delivery))
        .put(Tables.TIME_TO_LIVE, delivery.createdAt().plus(KEPT).getEpochSecond());
  }

  static Delivery delivery(Row row) {
    return new Delivery(
        new DeliveryId(row.key().partition()),
        new EventId(row.text(EVENT)),
        EventType.parse(row.text(TYPE)).orElseThrow(),
        new OrgId(row.text(ORGANIZATION)),
        new Outbox.Entry(
            new ExecutionId(row.text(EXECUTION)), WebhookEvent.Slot.valueOf(row.text(SLOT))),
        row.optionalText(ENDPOINT).map(EndpointId::new).orElse(null),
        row.optionalText(URL).orElse(null),
        Delivery.State.valueOf(row.text(STATE)),
        Math.toIntExact(row.number(ATTEMPTS)),
        new Delivery.Round(
            Math.toIntExact(row.number(ROUND_BEFORE)),
            row.number(ROUND_RETRIED) == 1,
            row.instant(ROUND_UNTIL)),
        row.instant(CREATED),
        row.instant(NEXT),
        row.optionalInstant(ENDED).orElse(null));
  }

  /** The deliveries of an endpoint in one state; null without an endpoint. */
  static @Nullable String partition(@Nullable EndpointId endpoint, Delivery.State state) {
    return endpoint == null ? null : endpoint + "#" + state.name();
  }

  /** Where a delivery stands in lists. */
  static String position(Delivery delivery) {
    return String.format(
        Locale.ROOT, "%015d#%s", delivery.createdAt().toEpochMilli(), delivery.id());
  }

  /**
   * The row of an attempt.
   *
   * @param eventAt the life of the row counts from there
   */
  static Row row(DeliveryAttempt attempt, Instant eventAt) {
    Integer status = attempt.status();
    FailureClass failure = attempt.failure();
    String number = String.format(Locale.ROOT, "%06d", attempt.number());
    Row row =
        Row.of(new Row.Key(attempt.delivery().value(), ATTEMPT_PREFIX + number))
            .put(NUMBER, attempt.number())
            .put(AT, attempt.at())
            .put(TOOK, attempt.took().toMillis())
            .put(FAILURE, failure == null ? null : failure.name())
            .put(Tables.TIME_TO_LIVE, eventAt.plus(KEPT).getEpochSecond());
    return status == null ? row : row.put(STATUS, status);
  }

  static DeliveryAttempt attempt(Row row) {
    @Nullable Integer status = row.has(STATUS) ? Math.toIntExact(row.number(STATUS)) : null;
    return new DeliveryAttempt(
        new DeliveryId(row.key().partition()),
        Math.toIntExact(row.number(NUMBER)),
        row.instant(AT),
        Duration.ofMillis(row.number(TOOK)),
        status,
        row.optionalText(FAILURE).map(FailureClass::valueOf).orElse(null));
  }
}
