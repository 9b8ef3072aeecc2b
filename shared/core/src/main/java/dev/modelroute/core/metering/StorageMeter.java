package dev.modelroute.core.metering;

import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.identity.OrgId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Bytes over time, and the bill of each organisation. {@code FileStore} counts each change in the
 * transaction that makes it, and opens a bill before the first one. Every method may throw {@link
 * StoreUnavailableException}.
 */
public interface StorageMeter {
  /** All changes of an organisation so far, read consistently. */
  StorageUsage usage(OrgId organization);

  /** The bill, read consistently; empty before the first file. */
  Optional<StorageBill> bill(OrgId organization);

  /**
   * Replaces a bill by its next version.
   *
   * @return false when it is at another version by now
   */
  boolean advance(OrgId organization, StorageBill next);

  /** Organisations whose {@link StorageBill#dueAt()} is at or before an instant, oldest first. */
  List<OrgId> due(Instant before, int limit);
}
