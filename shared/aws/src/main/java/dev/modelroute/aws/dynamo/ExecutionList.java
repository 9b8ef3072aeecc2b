package dev.modelroute.aws.dynamo;

import dev.modelroute.aws.table.Tables;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionFilter;
import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.Account;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * One page of an account's executions. The index gives keys by time, the rows are then read
 * consistently, so that each shows its state as it is. A new execution may appear a moment late.
 *
 * <p>A page looks at 1,000 executions at most: under a filter that few pass it may come out short,
 * or empty, with a position to go on from.
 */
final class ExecutionList {
  private static final int MOST_EXAMINED = 1_000;
  private static final int MOST_KEYS = 100;
  private static final String AFTER_ALL_IDS = "#~";

  private final DynamoTable table;
  private final ExecutionRows rows;
  private final Account account;
  private final ExecutionFilter filter;
  private final PageRequest page;
  private final List<Execution> accepted = new ArrayList<>();

  ExecutionList(
      DynamoTable table,
      ExecutionRows rows,
      Account account,
      ExecutionFilter filter,
      PageRequest page) {
    this.table = table;
    this.rows = rows;
    this.account = account;
    this.filter = filter;
    this.page = page;
  }

  Page<Execution> read() {
    QueryRequest query = query();
    int examined = 0;
    @Nullable String last = null;
    Map<String, AttributeValue> from = Map.of();
    do {
      QueryResponse keys =
          table.query(from.isEmpty() ? query : query.toBuilder().exclusiveStartKey(from).build());
      List<Execution> executions = load(keys);
      for (Execution execution : executions) {
        if (filter.accepts(execution)) {
          accepted.add(execution);
        }
        if (accepted.size() > page.limit()) {
          accepted.removeLast();
          return new Page<>(accepted, position(accepted.getLast()));
        }
        last = position(execution);
      }
      examined += keys.count();
      from = keys.hasLastEvaluatedKey() ? keys.lastEvaluatedKey() : Map.of();
    } while (!from.isEmpty() && examined < MOST_EXAMINED);
    return new Page<>(accepted, from.isEmpty() ? null : last);
  }

  private List<Execution> load(QueryResponse keys) {
    @Nullable String start = page.position();
    return table.getAll(keys.items().stream().map(item -> Row.read(item).key()).toList()).stream()
        .map(rows::fromRow)
        .filter(execution -> start == null || position(execution).compareTo(start) < 0)
        .sorted(Comparator.comparing(ExecutionList::position).reversed())
        .toList();
  }

  private QueryRequest query() {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":owner", AttributeValue.fromS(account.toString()));
    values.put(":low", AttributeValue.fromS(lowest()));
    values.put(":high", AttributeValue.fromS(highest()));
    boolean unfiltered = filter.equals(ExecutionFilter.ANY);
    return QueryRequest.builder()
        .tableName(table.name())
        .indexName(Tables.BY_ORG)
        .keyConditionExpression(
            Tables.BY_ORG_PARTITION
                + " = :owner AND "
                + Tables.BY_ORG_SORT
                + " BETWEEN :low AND :high")
        .expressionAttributeValues(values)
        .scanIndexForward(false)
        // One more for the start position itself, one more to see whether there is a next page.
        .limit(unfiltered ? Math.min(page.limit() + 2, MOST_KEYS) : MOST_KEYS)
        .build();
  }

  private String lowest() {
    Instant after = filter.createdAfter();
    return after == null ? "0" : ExecutionRow.listTime(after);
  }

  private String highest() {
    @Nullable String start = page.position();
    Instant before = filter.createdBefore();
    if (before == null) {
      return start == null ? "~" : start;
    }
    String newest = ExecutionRow.listTime(before) + AFTER_ALL_IDS;
    return start == null || newest.compareTo(start) < 0 ? newest : start;
  }

  private static String position(Execution execution) {
    return ExecutionRow.listKey(execution.id(), execution.createdAt());
  }
}
