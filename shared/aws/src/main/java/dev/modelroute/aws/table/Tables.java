package dev.modelroute.aws.table;

import dev.modelroute.aws.table.IndexDefinition.Projection;
import java.util.List;

/**
 * All tables. Indexes are named by use and mean the same in every table:
 *
 * <ul>
 *   <li>{@code by_org}: lists of one owner, by time. {@code gsi_org} (text: organisation, or
 *       account), {@code gsi_org_sk} (text: time, then id).
 *   <li>{@code due}: work to do, sparse. {@code due_shard} (text: {@code "0"} … {@code "15"} by
 *       hash, so that no partition gets hot), {@code due_at} (number: epoch milliseconds). Both are
 *       removed when nothing is left to do. A table with two kinds of work puts a word before the
 *       shard ({@code out#7}), so that one query meets one kind.
 *   <li>{@code by_execution}: what belongs to one execution. {@code gsi_exec}, {@code gsi_exec_sk},
 *       both text.
 *   <li>{@code by_endpoint}: deliveries of one endpoint in one state, sparse. {@code gsi_ep} (text:
 *       endpoint, {@code #}, state), {@code gsi_ep_sk} (text: time, then id).
 * </ul>
 */
public final class Tables {
  public static final String BY_ORG = "by_org";
  public static final String BY_ORG_PARTITION = "gsi_org";
  public static final String BY_ORG_SORT = "gsi_org_sk";
  public static final String DUE = "due";
  public static final String DUE_SHARD = "due_shard";
  public static final String DUE_AT = "due_at";
  public static final String BY_EXECUTION = "by_execution";
  public static final String BY_EXECUTION_PARTITION = "gsi_exec";
  public static final String BY_EXECUTION_SORT = "gsi_exec_sk";

  public static final String BY_ENDPOINT = "by_endpoint";
  public static final String BY_ENDPOINT_PARTITION = "gsi_ep";
  public static final String BY_ENDPOINT_SORT = "gsi_ep_sk";

  /** Audit events by who acted; sorted as the table is. */
  public static final String BY_ACTOR = "by_actor";

  public static final String BY_ACTOR_PARTITION = "gsi_actor";

  /** Audit events by what they were done to; sorted as the table is. */
  public static final String BY_RESOURCE = "by_resource";

  public static final String BY_RESOURCE_PARTITION = "gsi_resource";

  /** Attribute that DynamoDB's own expiry looks at, epoch seconds. */
  public static final String TIME_TO_LIVE = "ttl";

  /** Number of partitions of {@link #DUE}. */
  public static final int DUE_SHARDS = 16;

  /** Executions, attempts, idempotency rows, outbox. */
  public static final TableDefinition EXECUTIONS =
      table("executions", byOrg(Projection.KEYS_ONLY), due(Projection.KEYS_ONLY));

  /** Balances and their entries. */
  public static final TableDefinition LEDGER = table("ledger");

  /** Files. */
  public static final TableDefinition FILES =
      table("files", byOrg(Projection.ALL), due(Projection.ALL));

  /** Webhook endpoints, deliveries and their attempts. */
  public static final TableDefinition WEBHOOKS =
      table("webhooks", byOrg(Projection.ALL), byExecution(), byEndpoint(), due(Projection.ALL));

  /** Organisations and API keys. */
  public static final TableDefinition IDENTITY = table("identity");

  /** What was done, by whom; rows are only ever added. */
  public static final TableDefinition AUDIT =
      table(
          "audit",
          inTableOrder(BY_ACTOR, BY_ACTOR_PARTITION),
          inTableOrder(BY_RESOURCE, BY_RESOURCE_PARTITION));

  /** Every table, for whoever creates them. */
  public static final List<TableDefinition> ALL =
      List.of(EXECUTIONS, LEDGER, FILES, WEBHOOKS, IDENTITY, AUDIT);

  private Tables() {}

  private static TableDefinition table(String name, IndexDefinition... indexes) {
    return new TableDefinition(name, List.of(indexes), TIME_TO_LIVE);
  }

  private static IndexDefinition byOrg(Projection projection) {
    return new IndexDefinition(
        BY_ORG,
        KeyAttribute.string(BY_ORG_PARTITION),
        KeyAttribute.string(BY_ORG_SORT),
        projection);
  }

  private static IndexDefinition due(Projection projection) {
    return new IndexDefinition(
        DUE, KeyAttribute.string(DUE_SHARD), KeyAttribute.number(DUE_AT), projection);
  }

  private static IndexDefinition byEndpoint() {
    return new IndexDefinition(
        BY_ENDPOINT,
        KeyAttribute.string(BY_ENDPOINT_PARTITION),
        KeyAttribute.string(BY_ENDPOINT_SORT),
        Projection.ALL);
  }

  private static IndexDefinition inTableOrder(String name, String partition) {
    return new IndexDefinition(
        name, KeyAttribute.string(partition), TableDefinition.SORT, Projection.ALL);
  }

  private static IndexDefinition byExecution() {
    return new IndexDefinition(
        BY_EXECUTION,
        KeyAttribute.string(BY_EXECUTION_PARTITION),
        KeyAttribute.string(BY_EXECUTION_SORT),
        Projection.ALL);
  }
}
