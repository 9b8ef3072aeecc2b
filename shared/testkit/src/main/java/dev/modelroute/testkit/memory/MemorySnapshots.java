package dev.modelroute.testkit.memory;

import dev.modelroute.core.identity.Account;
import dev.modelroute.core.money.LedgerSnapshots;
import dev.modelroute.core.money.Snapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Chains of snapshots in memory. */
public final class MemorySnapshots implements LedgerSnapshots {
  private final Map<Account, NavigableMap<Long, Snapshot>> chains = new HashMap<>();

  @Override
  public synchronized Optional<Snapshot> newest(Account account) {
    return Optional.ofNullable(chain(account).lastEntry()).map(Map.Entry::getValue);
  }

  @Override
  public synchronized Optional<Snapshot> before(Account account, String orderKey) {
    return chain(account).descendingMap().values().stream()
        .filter(snapshot -> snapshot.until().compareTo(orderKey) <= 0)
        .findFirst();
  }

  @Override
  public synchronized List<Snapshot> after(Account account, long number, int limit) {
    return chain(account).tailMap(number, false).values().stream().limit(limit).toList();
  }

  @Override
  public synchronized boolean seal(Snapshot snapshot) {
    return chain(snapshot.account()).putIfAbsent(snapshot.number(), snapshot) == null;
  }

  private NavigableMap<Long, Snapshot> chain(Account account) {
    return chains.computeIfAbsent(account, ignored -> new TreeMap<>());
  }
}
