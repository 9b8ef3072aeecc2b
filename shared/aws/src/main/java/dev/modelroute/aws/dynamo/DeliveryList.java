package dev.modelroute.aws.dynamo;

import dev.modelroute.aws.table.Tables;
import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.webhook.Delivery;
import dev.modelroute.core.webhook.DeliveryFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * One page of deliveries, from an index and so a moment old.
 *
 * <p>A page looks at 1,000 deliveries at most: under a filter that few pass it may come out short,
 * or empty, with a position to go on from.
 */
final class DeliveryList {
  private static final int MOST_EXAMINED = 1_000;
  private static final int MOST_AT_ONCE = 100;

  private final DynamoTable table;
  private final OrgId organization;
  private final DeliveryFilter filter;
  private final PageRequest page;

  DeliveryList(DynamoTable table, OrgId organization, DeliveryFilter filter, PageRequest page) {
    this.table = table;
    this.organization = organization;
    this.filter = filter;
    this.page = page;
  }

  Page<Delivery> read() {
    List<Delivery> accepted = new ArrayList<>();
    @Nullable String last = null;
    int examined = 0;
    QueryRequest query = query();
    Map<String, AttributeValue> from = Map.of();
    do {
      QueryResponse found =
          table.query(from.isEmpty() ? query : query.toBuilder().exclusiveStartKey(from).build());
      for (Delivery delivery : deliveries(found)) {
        if (accepts(delivery)) {
          accepted.add(delivery);
        }
        if (accepted.size() > page.limit()) {
          accepted.removeLast();
          return new Page<>(accepted, DeliveryRows.position(accepted.getLast()));
        }
        last = DeliveryRows.position(delivery);
      }
      examined += found.count();
      from = found.hasLastEvaluatedKey() ? found.lastEvaluatedKey() : Map.of();
    } while (!from.isEmpty() && examined < MOST_EXAMINED);
    return new Page<>(accepted, from.isEmpty() ? null : last);
  }

  private static List<Delivery> deliveries(QueryResponse found) {
    return found.items().stream().map(Row::read).map(DeliveryRows::delivery).toList();
  }

  private boolean accepts(Delivery delivery) {
    return delivery.organization().equals(organization) && filter.matches(delivery);
  }

  /** By execution where one is asked for: it has a handful, the organisation may have millions. */
  private QueryRequest query() {
    boolean byExecution = filter.execution() != null;
    String partition = byExecution ? Tables.BY_EXECUTION_PARTITION : Tables.BY_ORG_PARTITION;
    String sort = byExecution ? Tables.BY_EXECUTION_SORT : Tables.BY_ORG_SORT;
    String owner = byExecution ? String.valueOf(filter.execution()) : organization.value();
    String start = page.position() == null ? "~" : page.position();
    return QueryRequest.builder()
        .tableName(table.name())
        .indexName(byExecution ? Tables.BY_EXECUTION : Tables.BY_ORG)
        .keyConditionExpression(partition + " = :owner AND " + sort + " < :start")
        .expressionAttributeValues(
            Map.of(":owner", AttributeValue.fromS(owner), ":start", AttributeValue.fromS(start)))
        .scanIndexForward(false)
        .limit(filter.equals(DeliveryFilter.ANY) ? page.limit() + 1 : MOST_AT_ONCE)
        .build();
  }
}
