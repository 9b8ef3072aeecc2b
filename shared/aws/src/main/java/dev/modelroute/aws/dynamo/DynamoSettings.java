package dev.modelroute.aws.dynamo;

import dev.modelroute.aws.table.TableDefinition;
import dev.modelroute.aws.table.Tables;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a deployment decides about its tables.
 *
 * @param tableNames the real name of each table by its short one
 */
public record DynamoSettings(Map<String, String> tableNames) {
  public DynamoSettings {
    tableNames = Map.copyOf(tableNames);
  }

  /** Names made by a prefix. */
  public static DynamoSettings withPrefix(String tablePrefix) {
    return new DynamoSettings(
        Tables.ALL.stream()
            .collect(
                Collectors.toMap(TableDefinition::name, table -> table.nameWith(tablePrefix))));
  }

  String nameOf(TableDefinition table) {
    String name = tableNames.get(table.name());
    if (name == null) {
      throw new IllegalStateException("no name is set for the table " + table.name());
    }
    return name;
  }
}
