package dev.modelroute.testkit.memory;

import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.metering.StorageBill;
import dev.modelroute.core.metering.StorageChange;
import dev.modelroute.core.metering.StorageMeter;
import dev.modelroute.core.metering.StorageUsage;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Bytes over time in memory. Safe for use by many threads. */
public final class MemoryStorageMeter implements StorageMeter {
  private final Map<OrgId, StorageUsage> usages = new HashMap<>();
  private final Map<OrgId, StorageBill> bills = new HashMap<>();

  /** What the store of files does with each of its changes. */
  public synchronized void count(OrgId organization, StorageChange change) {
    bills.computeIfAbsent(organization, ignored -> StorageBill.opened(change.at()));
    usages.put(organization, usage(organization).plus(change));
  }

  @Override
  public synchronized StorageUsage usage(OrgId organization) {
    return usages.getOrDefault(organization, StorageUsage.NONE);
  }

  @Override
  public synchronized Optional<StorageBill> bill(OrgId organization) {
    return Optional.ofNullable(bills.get(organization));
  }

  @Override
  public synchronized boolean advance(OrgId organization, StorageBill next) {
    StorageBill seen = bills.get(organization);
    if (seen == null || seen.version() != next.version() - 1) {
      return false;
    }
    bills.put(organization, next);
    return true;
  }

  @Override
  public synchronized List<OrgId> due(Instant before, int limit) {
    return bills.entrySet().stream()
        .filter(entry -> !entry.getValue().dueAt().isAfter(before))
        .sorted(Comparator.comparing(entry -> entry.getValue().dueAt()))
        .limit(limit)
        .map(Map.Entry::getKey)
        .toList();
  }
}
