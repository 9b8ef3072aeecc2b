package dev.modelroute.aws.dynamo;

import dev.modelroute.aws.table.Tables;
import dev.modelroute.core.execution.DueTimes;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.webhook.EventId;
import dev.modelroute.core.webhook.EventType;
import dev.modelroute.core.webhook.WebhookEvent;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Outbox events to rows and back: event_id, type, organization, webhook_url, at, body (payload),
 * sent_at; in the due index while unsent. With unawaited it is neither sent nor due.
 */
final class EventRows {
  static final String SENT_AT = "sent_at";
  private static final Duration KEPT = Duration.ofDays(30);
  private static final String EVENT_ID = "event_id";
  private static final String TYPE = "type";
  private static final String ORGANIZATION = "organization";
  private static final String WEBHOOK_URL = "webhook_url";
  private static final String AT = "at";
  private static final String BODY = "body";
  private static final String UNAWAITED = "unawaited";

  private final DynamoTable table;
  private final Payloads payloads;
  private final DueIndex due;

  EventRows(DynamoTable table, Payloads payloads) {
    this.table = table;
    this.payloads = payloads;
    this.due = DueIndex.ofEvents(table);
  }

  /** Part of the transaction that makes the event true; a large body is written before. */
  TransactWriteItem newEvent(WebhookEvent event) {
    Row row = row(event);
    if (event.awaited()) {
      due.put(row, event.execution().value(), DueTimes.ofUnsent(event));
    } else {
      row.put(UNAWAITED, 1);
    }
    return table.newRow(row);
  }

  /** The row of a test's event: sent from the start, and gone after 30 days. */
  Row keptEvent(WebhookEvent event) {
    return row(event)
        .put(SENT_AT, event.at())
        .put(Tables.TIME_TO_LIVE, event.at().plus(KEPT).getEpochSecond());
  }

  private Row row(WebhookEvent event) {
    Row.Key key = ExecutionRow.event(event.execution(), event.slot());
    return Row.of(key)
        .put(EVENT_ID, event.id().value())
        .put(TYPE, event.type().name())
        .put(ORGANIZATION, event.organization().value())
        .put(WEBHOOK_URL, event.webhookUrl())
        .put(AT, event.at())
        .put(BODY, payloads.place(key.partition(), "BODY", event.body()));
  }

  WebhookEvent fromRow(Row row) {
    String partition = row.text(Row.PARTITION);
    return new WebhookEvent(
        new EventId(row.text(EVENT_ID)),
        EventType.valueOf(row.text(TYPE)),
        new OrgId(row.text(ORGANIZATION)),
        ExecutionRow.id(partition),
        row.optionalText(WEBHOOK_URL).orElse(null),
        row.instant(AT),
        payloads.read(partition, row.value(BODY)),
        !row.has(UNAWAITED));
  }
}
