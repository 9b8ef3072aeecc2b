package dev.modelroute.aws.dynamo;

import dev.modelroute.aws.table.Tables;
import dev.modelroute.core.audit.Acting;
import dev.modelroute.core.audit.Actor;
import dev.modelroute.core.audit.AuditAction;
import dev.modelroute.core.audit.AuditEvent;
import dev.modelroute.core.audit.AuditEventId;
import dev.modelroute.core.audit.AuditedResource;
import dev.modelroute.core.identity.OrgId;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Rows of the table {@code audit}: {@code <org>} / {@code <time>#<event>}, never changed. The id of
 * an event follows from its content, so that a repeated write puts the same row and no other event
 * can have its key. {@code gsi_actor} and {@code gsi_resource} hold organisation and id: an index
 * never mixes owners.
 */
final class AuditRows {
  static final String ACTION = "action";
  static final String ACTOR_ID = "actor_id";

  private static final String ORGANIZATION = "organization";
  private static final String EVENT = "event";
  private static final String ACTOR_KIND = "actor_kind";
  private static final String ACTOR_LABEL = "actor_label";
  private static final String RESOURCE_TYPE = "resource_type";
  private static final String RESOURCE_ID = "resource_id";
  private static final String SOURCE_IP = "source_ip";
  private static final String REQUEST_ID = "request_id";
  private static final String AT = "at";
  private static final String DETAILS = "details";

  private final DynamoTable table;

  AuditRows(DynamoTable table) {
    this.table = table;
  }

  /** Part of the transaction that makes the change an event tells of. */
  TransactWriteItem append(AuditEvent event) {
    return table.sameRow(toRow(event));
  }

  static Row toRow(AuditEvent event) {
    String organization = event.organization().value();
    Actor actor = event.by().actor();
    Map<String, AttributeValue> details = new HashMap<>();
    event.details().forEach((name, value) -> details.put(name, AttributeValue.fromS(value)));
    return Row.of(new Row.Key(organization, position(event)))
        .put(Tables.BY_ACTOR_PARTITION, scope(event.organization(), actor.id()))
        .put(Tables.BY_RESOURCE_PARTITION, scope(event.organization(), event.resource().id()))
        .put(ORGANIZATION, organization)
        .put(EVENT, event.id().value())
        .put(ACTION, event.action().text())
        .put(ACTOR_KIND, actor.kind().name())
        .put(ACTOR_ID, actor.id())
        .put(ACTOR_LABEL, actor.label())
        .put(RESOURCE_TYPE, event.resource().type())
        .put(RESOURCE_ID, event.resource().id())
        .put(SOURCE_IP, event.by().sourceIp())
        .put(REQUEST_ID, event.by().requestId())
        .put(AT, event.at())
        .put(DETAILS, AttributeValue.fromM(details));
  }

  static AuditEvent event(Row row) {
    Map<String, String> details = new HashMap<>();
    row.value(DETAILS).m().forEach((name, value) -> details.put(name, value.s()));
    Actor actor =
        new Actor(
            Actor.Kind.valueOf(row.text(ACTOR_KIND)), row.text(ACTOR_ID), row.text(ACTOR_LABEL));
    return new AuditEvent(
        new AuditEventId(row.text(EVENT)),
        new Acting(
            new OrgId(row.text(ORGANIZATION)),
            actor,
            row.optionalText(SOURCE_IP).orElse(null),
            row.optionalText(REQUEST_ID).orElse(null)),
        new AuditAction(row.text(ACTION)),
        new AuditedResource(row.text(RESOURCE_TYPE), row.text(RESOURCE_ID)),
        row.instant(AT),
        details);
  }

  /** Partition of an index: whose, and of what. */
  static String scope(OrgId organization, String id) {
    return organization + "#" + id;
  }

  /** Milliseconds in as many digits as will do until the year 2286, then the id. */
  static String position(AuditEvent event) {
    return "%013d#%s".formatted(event.at().toEpochMilli(), event.id());
  }
}
