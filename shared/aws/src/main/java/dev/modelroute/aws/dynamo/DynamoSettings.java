package dev.modelroute.aws.dynamo;

/**
 * What a deployment decides about its tables.
 *
 * @param tablePrefix before each table's short name
 * @param balanceShards rows that a balance is spread over. One row takes about 50 transactions a
 *     second. Only 1 is written today; which shards a hold lies on is stored with each execution
 *     already, so that more can come without touching old rows
 */
public record DynamoSettings(String tablePrefix, int balanceShards) {
  public DynamoSettings {
    if (balanceShards != 1) {
      throw new IllegalArgumentException("a balance has one shard until holds can be split");
    }
  }

  /** One shard. */
  public static DynamoSettings withPrefix(String tablePrefix) {
    return new DynamoSettings(tablePrefix, 1);
  }
}
