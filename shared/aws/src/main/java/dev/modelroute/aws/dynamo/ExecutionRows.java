package dev.modelroute.aws.dynamo;

import dev.modelroute.aws.table.Tables;
import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.execution.Ending;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.KeyId;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.money.SpendCounter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Executions to rows and back; attributes as in {@link ExecutionRow}. */
final class ExecutionRows {
  private static final String COST = "cost";
  private static final String CODE = "code";

  private final DynamoTable table;
  private final Payloads payloads;

  ExecutionRows(DynamoTable table, Payloads payloads) {
    this.table = table;
    this.payloads = payloads;
  }

  Optional<Row> find(ExecutionId id) {
    return table.get(ExecutionRow.key(id));
  }

  /**
   * A row that must be there.
   *
   * @throws IllegalStateException when it is not
   */
  Row load(ExecutionId id) {
    return find(id).orElseThrow(() -> new IllegalStateException("there is no execution " + id));
  }

  /** The row of a new execution short of its shards; a large input is written before. */
  Row toRow(Execution execution) {
    Row.Key key = ExecutionRow.key(execution.id());
    return Row.of(key)
        .put(ExecutionRow.ACCOUNT, execution.account().toString())
        .put(ExecutionRow.KEY_ID, execution.key().value())
        .put(ExecutionRow.STATE, execution.state().name())
        .put(ExecutionRow.HOLD, execution.hold())
        .put(ExecutionRow.HOLD_STATE, ExecutionRow.HELD)
        .put(ExecutionRow.CREATED_AT, execution.createdAt())
        .put(ExecutionRow.EXPIRES_AT, execution.expiresAt())
        .put(ExecutionRow.REQUEST, RequestJson.write(execution.request()))
        .put(
            ExecutionRow.INPUT,
            payloads.place(key.partition(), "INPUT", execution.request().input().toText()))
        .put(Tables.BY_ORG_PARTITION, execution.account().toString())
        .put(Tables.BY_ORG_SORT, ExecutionRow.listKey(execution.id(), execution.createdAt()));
  }

  /** Says on which shards the hold lies. */
  static Row onShards(Row row, Map<String, Money> shards) {
    Map<String, AttributeValue> holdShards = new LinkedHashMap<>();
    new TreeMap<>(shards)
        .forEach((shard, amount) ->
            holdShards.put(shard, AttributeValue.fromN(Long.toString(amount.nanos()))));
    return row.put(ExecutionRow.HOLD_SHARDS, AttributeValue.fromM(holdShards));
  }

  /** Says what the hold is counted in. */
  static void countedIn(Row row, List<SpendCounter> counters) {
    if (!counters.isEmpty()) {
      row.put(
          ExecutionRow.SPEND,
          AttributeValue.fromL(
              counters.stream().map(counter -> AttributeValue.fromS(counter.toString())).toList()));
    }
  }

  private static List<SpendCounter> counters(Row row) {
    if (!row.has(ExecutionRow.SPEND)) {
      return List.of();
    }
    return row.value(ExecutionRow.SPEND).l().stream()
        .map(counter -> SpendCounter.parse(counter.s()))
        .toList();
  }

  Execution fromRow(Row row) {
    String partition = row.text(Row.PARTITION);
    Account account = AccountText.parse(row.text(ExecutionRow.ACCOUNT));
    JsonObject input = payload(partition, row.value(ExecutionRow.INPUT));
    return new Execution(
        ExecutionRow.id(partition),
        account,
        new KeyId(row.text(ExecutionRow.KEY_ID)),
        RequestJson.read(StrictJson.trusted(row.text(ExecutionRow.REQUEST)), input),
        state(row),
        row.instant(ExecutionRow.CREATED_AT),
        row.optionalInstant(ExecutionRow.STARTED_AT).orElse(null),
        row.optionalInstant(ExecutionRow.COMPLETED_AT).orElse(null),
        row.instant(ExecutionRow.EXPIRES_AT),
        ending(row));
  }

  static ExecutionState state(Row row) {
    return ExecutionState.valueOf(row.text(ExecutionRow.STATE));
  }

  /** Where an execution's hold is counted. */
  static RecentHolds.Counted counted(Row row) {
    return new RecentHolds.Counted(shards(row), counters(row));
  }

  private static Map<String, Money> shards(Row row) {
    Map<String, Money> shards = new TreeMap<>();
    row.value(ExecutionRow.HOLD_SHARDS)
        .m()
        .forEach((shard, nanos) -> shards.put(shard, Money.ofNanos(Long.parseLong(nanos.n()))));
    return shards;
  }

  /** Adds an ending to a change; a large output is written before. */
  void setEnding(RowUpdate change, ExecutionId id, Ending ending) {
    JsonObject.Builder json = JsonObject.builder();
    switch (ending) {
      case Ending.Completed(JsonObject output, Money cost) -> {
        json.put(COST, cost.nanos());
        change.set(
            ExecutionRow.OUTPUT,
            payloads.place(ExecutionRow.partition(id), "OUTPUT", output.toText()));
      }
      case Ending.Failed(ErrorCode code) -> json.put(CODE, code.name());
      case Ending.Cancelled(), Ending.Expired() -> {}
    }
    change.set(ExecutionRow.ENDING, json.build().toText());
  }

  private @Nullable Ending ending(Row row) {
    return switch (state(row)) {
      case PENDING, PROCESSING, AWAITING_WEBHOOK -> null;
      case COMPLETED ->
          new Ending.Completed(
              payload(row.text(Row.PARTITION), row.value(ExecutionRow.OUTPUT)),
              Money.ofNanos(details(row).whole(COST).orElseThrow()));
      case FAILED -> new Ending.Failed(ErrorCode.valueOf(details(row).string(CODE).orElseThrow()));
      case CANCELLED -> new Ending.Cancelled();
      case EXPIRED -> new Ending.Expired();
    };
  }

  private static JsonObject details(Row row) {
    return StrictJson.trusted(row.text(ExecutionRow.ENDING));
  }

  private JsonObject payload(String partition, AttributeValue stored) {
    return StrictJson.trusted(payloads.read(partition, stored));
  }
}
