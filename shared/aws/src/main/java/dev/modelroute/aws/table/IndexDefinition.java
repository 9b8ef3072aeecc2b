package dev.modelroute.aws.table;

/**
 * A global secondary index. Rows without its key attributes are not in it (sparse).
 *
 * @param projection what a query on it returns
 */
public record IndexDefinition(
    String name, KeyAttribute partition, KeyAttribute sort, Projection projection) {

  /** How much of a row an index carries. */
  public enum Projection {
    /**
     * Keys: the reader fetches the rows, consistently. Cheap to keep for rows that change often.
     */
    KEYS_ONLY,
    /** Whole rows, eventually consistent. */
    ALL
  }
}
