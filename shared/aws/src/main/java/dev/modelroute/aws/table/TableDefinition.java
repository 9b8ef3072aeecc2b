package dev.modelroute.aws.table;

import java.util.List;

/**
 * A table: partition key {@code pk} and sort key {@code sk}, both text, billed per request.
 *
 * @param name short name; the real one is {@link #nameWith}
 * @param timeToLive attribute in epoch seconds after which rows may be removed, housekeeping only:
 *     no decision is ever taken by a row having vanished
 */
public record TableDefinition(String name, List<IndexDefinition> indexes, String timeToLive) {
  public static final KeyAttribute PARTITION = KeyAttribute.string("pk");
  public static final KeyAttribute SORT = KeyAttribute.string("sk");

  public TableDefinition {
    indexes = List.copyOf(indexes);
  }

  /**
   * The name in an account and region.
   *
   * @param prefix of one deployment, {@code modelroute-prod-} for example
   */
  public String nameWith(String prefix) {
    return prefix + name;
  }
}
