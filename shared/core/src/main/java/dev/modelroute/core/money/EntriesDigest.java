package dev.modelroute.core.money;

/**
 * The digest of a run of entries, in key order. SHA-256 over the fields of each as {@code
 * <bytes>:<UTF-8 text>,} in this order: account ({@code <org>#<mode>}), type, amount, reference,
 * time (ISO-8601 with every digit), available, held, spent, reason (empty when there is none).
 * Amounts are whole nano-USD.
 */
public final class EntriesDigest {
  private final Netstrings fields = new Netstrings();
  private long count;

  public void add(LedgerEntry entry) {
    String reason = entry.reason();
    fields
        .add(entry.account().toString())
        .add(entry.type().name())
        .add(entry.amount().nanos())
        .add(entry.reference())
        .add(entry.at().toString())
        .add(entry.delta().available().nanos())
        .add(entry.delta().held().nanos())
        .add(entry.delta().spent().nanos())
        .add(reason == null ? "" : reason);
    count++;
  }

  /** Entries added. */
  public long count() {
    return count;
  }

  /** Lower-case hex; to be asked once. */
  public String value() {
    return fields.end();
  }
}
