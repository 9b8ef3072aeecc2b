package dev.modelroute.aws.dynamo;

import dev.modelroute.aws.table.Tables;
import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.webhook.Delivery;
import dev.modelroute.core.webhook.DeliveryFilter;
import dev.modelroute.core.webhook.EndpointId;
import java.util.ArrayList;
import java.util.Comparator;
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
    return filter.execution() == null && filter.endpoint() != null ? byEndpoint() : filtered();
  }

  /** Keys of an endpoint's SCHEDULED deliveries, oldest first. */
  static List<Row.Key> oldest(DynamoTable table, EndpointId endpoint, int limit) {
    String partition = DeliveryRows.partition(endpoint, Delivery.State.SCHEDULED);
    QueryRequest query =
        QueryRequest.builder()
            .tableName(table.name())
            .indexName(Tables.BY_ENDPOINT)
            .keyConditionExpression(Tables.BY_ENDPOINT_PARTITION + " = :partition")
            .expressionAttributeValues(Map.of(":partition", AttributeValue.fromS(partition)))
            .limit(limit)
            .build();
    return table.query(query).items().stream().map(Row::read).map(Row::key).toList();
  }

  /** Each state is a partition of its own; the page is the newest of all of them. */
  private Page<Delivery> byEndpoint() {
    List<Delivery.State> states =
        filter.state() == null ? List.of(Delivery.State.values()) : List.of(filter.state());
    List<Delivery> newest = new ArrayList<>();
    for (Delivery.State state : states) {
      newest.addAll(
          deliveries(
              table.query(
                  query(
                      Tables.BY_ENDPOINT,
                      Tables.BY_ENDPOINT_PARTITION,
                      Tables.BY_ENDPOINT_SORT,
                      String.valueOf(DeliveryRows.partition(filter.endpoint(), state)),
                      page.limit() + 1))));
    }
    newest.removeIf(delivery -> !accepts(delivery));
    newest.sort(Comparator.comparing(DeliveryRows::position).reversed());
    List<Delivery> items = newest.stream().distinct().limit(page.limit()).toList();
    return new Page<>(
        items, newest.size() > items.size() ? DeliveryRows.position(items.getLast()) : null);
  }

  private Page<Delivery> filtered() {
    List<Delivery> accepted = new ArrayList<>();
    @Nullable String last = null;
    int examined = 0;
    QueryRequest query = filteredQuery();
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
  private QueryRequest filteredQuery() {
    int limit = filter.equals(DeliveryFilter.ANY) ? page.limit() + 1 : MOST_AT_ONCE;
    return filter.execution() == null
        ? query(
            Tables.BY_ORG, Tables.BY_ORG_PARTITION, Tables.BY_ORG_SORT, organization.value(), limit)
        : query(
            Tables.BY_EXECUTION,
            Tables.BY_EXECUTION_PARTITION,
            Tables.BY_EXECUTION_SORT,
            filter.execution().value(),
            limit);
  }

  private QueryRequest query(String index, String partition, String sort, String owner, int limit) {
    String start = page.position() == null ? "~" : page.position();
    return QueryRequest.builder()
        .tableName(table.name())
        .indexName(index)
        .keyConditionExpression(partition + " = :owner AND " + sort + " < :start")
        .expressionAttributeValues(
            Map.of(":owner", AttributeValue.fromS(owner), ":start", AttributeValue.fromS(start)))
        .scanIndexForward(false)
        .limit(limit)
        .build();
  }
}
