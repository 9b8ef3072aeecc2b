package dev.modelroute.aws.dynamo;

import dev.modelroute.aws.table.Tables;
import dev.modelroute.core.audit.AuditAction;
import dev.modelroute.core.audit.AuditEvent;
import dev.modelroute.core.audit.AuditFilter;
import dev.modelroute.core.audit.AuditLog;
import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.OrgId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * The audit on a table of its own, so that functions get the right to add and to read, and no right
 * to change or remove. The unfiltered list is consistent; those by actor or resource come from an
 * index and may lag behind by moments.
 */
public final class DynamoAuditLog implements AuditLog {
  /** Most events one filtered call looks at; some 500 bytes each, they fit one answer of 1 MB. */
  static final int MAX_EXAMINED = 1000;

  private final DynamoTable table;

  DynamoAuditLog(DynamoTable table) {
    this.table = table;
  }

  /**
   * @param random for jitter; safe for use by many threads
   */
  public static DynamoAuditLog on(
      DynamoDbClient dynamoDb, DynamoSettings settings, RandomGenerator random, Pause pause) {
    return new DynamoAuditLog(table(dynamoDb, settings, new Retries(random, pause)));
  }

  static DynamoTable table(DynamoDbClient dynamoDb, DynamoSettings settings, Retries retries) {
    return new DynamoTable(dynamoDb, settings.nameOf(Tables.AUDIT), retries);
  }

  @Override
  public void append(AuditEvent event) {
    table.putSame(AuditRows.toRow(event));
  }

  @Override
  public Page<AuditEvent> list(OrgId organization, AuditFilter filter, PageRequest page) {
    Source source = Source.of(organization, filter);
    QueryRequest.Builder query =
        QueryRequest.builder()
            .tableName(table.name())
            .indexName(source.index())
            .consistentRead(source.index() == null)
            .scanIndexForward(false)
            .keyConditionExpression("#partition = :partition");
    Map<String, String> names = new HashMap<>(Map.of("#partition", source.attribute()));
    Map<String, AttributeValue> values =
        new HashMap<>(Map.of(":partition", AttributeValue.fromS(source.partition())));
    List<String> conditions = new ArrayList<>();
    AuditAction action = filter.action();
    if (action != null) {
      conditions.add(equal(names, values, AuditRows.ACTION, action.text()));
    }
    if (filter.actor() != null && filter.resource() != null) {
      conditions.add(equal(names, values, AuditRows.ACTOR_ID, filter.actor()));
    }
    if (!conditions.isEmpty()) {
      query.filterExpression(String.join(" AND ", conditions));
    }
    if (page.position() != null) {
      query.exclusiveStartKey(source.startBehind(organization, page.position()));
    }
    query.expressionAttributeNames(names).expressionAttributeValues(values);
    // Unfiltered, one more than asked for tells whether there is a following page.
    query.limit(conditions.isEmpty() ? page.limit() + 1 : MAX_EXAMINED);
    return cut(table.query(query.build()), page.limit());
  }

  private static String equal(
      Map<String, String> names, Map<String, AttributeValue> values, String name, String value) {
    names.put("#" + name, name);
    values.put(":" + name, AttributeValue.fromS(value));
    return "#" + name + " = :" + name;
  }

  private static Page<AuditEvent> cut(QueryResponse answer, int limit) {
    List<AuditEvent> found =
        answer.items().stream().map(item -> AuditRows.event(Row.read(item))).toList();
    if (found.size() > limit) {
      List<AuditEvent> items = found.subList(0, limit);
      return new Page<>(items, AuditRows.position(items.getLast()));
    }
    // Not seen to the end: what was looked at last is where the next call goes on.
    return answer.lastEvaluatedKey().isEmpty()
        ? new Page<>(found, null)
        : new Page<>(found, Row.read(answer.lastEvaluatedKey()).text(Row.SORT));
  }

  /**
   * Where a list is read from.
   *
   * @param index null for the table itself
   * @param attribute the partition key there
   */
  private record Source(@Nullable String index, String attribute, String partition) {
    static Source of(OrgId organization, AuditFilter filter) {
      if (filter.resource() != null) {
        return new Source(
            Tables.BY_RESOURCE,
            Tables.BY_RESOURCE_PARTITION,
            AuditRows.scope(organization, filter.resource()));
      }
      if (filter.actor() != null) {
        return new Source(
            Tables.BY_ACTOR,
            Tables.BY_ACTOR_PARTITION,
            AuditRows.scope(organization, filter.actor()));
      }
      return new Source(null, Row.PARTITION, organization.value());
    }

    Map<String, AttributeValue> startBehind(OrgId organization, String position) {
      Row.Key key = new Row.Key(organization.value(), position);
      return Row.of(key).put(attribute, partition).attributes();
    }
  }
}
