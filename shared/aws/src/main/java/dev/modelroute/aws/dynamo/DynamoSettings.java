package dev.modelroute.aws.dynamo;

import dev.modelroute.aws.table.TableDefinition;
import dev.modelroute.aws.table.Tables;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a deployment decides about its tables.
 *
 * @param tableNames the real name of each table by its short one
 * @param balanceShards rows that a balance is spread over. One row takes about 50 transactions a
 *     second. Only 1 is written today; which shards a hold lies on is stored with each execution
 *     already, so that more can come without touching old rows
 */
public record DynamoSettings(Map<String, String> tableNames, int balanceShards) {
  public DynamoSettings {
    tableNames = Map.copyOf(tableNames);
    if (balanceShards != 1) {
      throw new IllegalArgumentException("a balance has one shard until holds can be split");
    }
  }

  /** Names made by a prefix, one shard. */
  public static DynamoSettings withPrefix(String tablePrefix) {
    return new DynamoSettings(
        Tables.ALL.stream()
            .collect(Collectors.toMap(TableDefinition::name, table -> table.nameWith(tablePrefix))),
        1);
  }

  String nameOf(TableDefinition table) {
    String name = tableNames.get(table.name());
    if (name == null) {
      throw new IllegalStateException("no name is set for the table " + table.name());
    }
    return name;
  }
}
