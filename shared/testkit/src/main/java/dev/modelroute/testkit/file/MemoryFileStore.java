package dev.modelroute.testkit.file;

import dev.modelroute.core.audit.AuditEvent;
import dev.modelroute.core.file.FileRef;
import dev.modelroute.core.file.FileStore;
import dev.modelroute.core.file.StoredFile;
import dev.modelroute.core.file.StoredFile.Status;
import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.metering.StorageChange;
import dev.modelroute.testkit.memory.MemoryAuditLog;
import dev.modelroute.testkit.memory.MemoryStorageMeter;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of files in memory, their events in a log beside them. Safe for use by many threads. */
public final class MemoryFileStore implements FileStore {
  private static final Comparator<StoredFile> NEWEST_FIRST =
      Comparator.comparing(MemoryFileStore::position).reversed();

  private final Map<FileRef, StoredFile> rows = new LinkedHashMap<>();
  private final Map<String, String> walks = new HashMap<>();
  private final MemoryAuditLog log;
  private final MemoryStorageMeter meter;

  public MemoryFileStore(MemoryAuditLog log, MemoryStorageMeter meter) {
    this.log = log;
    this.meter = meter;
  }

  @Override
  public synchronized boolean create(StoredFile file, AuditEvent audit) {
    if (rows.putIfAbsent(file.id(), file) != null) {
      return false;
    }
    log.append(audit);
    if (file.status() == Status.READY) {
      meter.count(file.organization(), StorageChange.stored(file));
    }
    return true;
  }

  @Override
  public synchronized boolean confirm(StoredFile ready, AuditEvent audit) {
    return replaceIf(ready, Status.UPLOADING, audit);
  }

  @Override
  public synchronized boolean delete(StoredFile seen, AuditEvent audit) {
    return seen.status() != Status.DELETED && replaceIf(seen.deleted(), seen.status(), audit);
  }

  private boolean replaceIf(StoredFile next, Status expected, AuditEvent audit) {
    StoredFile row = rows.get(next.id());
    if (row == null
        || row.status() != expected
        || !row.organization().equals(next.organization())) {
      return false;
    }
    rows.put(next.id(), next);
    log.append(audit);
    if (next.status() == Status.READY) {
      meter.count(next.organization(), StorageChange.stored(next));
    } else if (row.status() == Status.READY) {
      meter.count(next.organization(), StorageChange.removed(row, audit.at()));
    }
    return true;
  }

  @Override
  public synchronized Optional<StoredFile> find(OrgId organization, FileRef id) {
    return Optional.ofNullable(rows.get(id))
        .filter(row -> row.organization().equals(organization))
        .filter(row -> row.status() != Status.DELETED);
  }

  @Override
  public synchronized Page<StoredFile> list(OrgId organization, PageRequest page) {
    List<StoredFile> found =
        rows.values().stream()
            .filter(row -> row.organization().equals(organization))
            .filter(row -> row.status() == Status.READY)
            .filter(row -> isBehind(position(row), page))
            .sorted(NEWEST_FIRST)
            .toList();
    boolean more = found.size() > page.limit();
    List<StoredFile> items = more ? found.subList(0, page.limit()) : found;
    return new Page<>(items, more ? position(items.getLast()) : null);
  }

  @Override
  public synchronized List<StoredFile> expired(Instant before, int limit) {
    return rows.values().stream()
        .filter(row -> row.status() != Status.DELETED)
        .filter(row -> !row.endsAt().isAfter(before))
        .sorted(Comparator.comparing(StoredFile::endsAt))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized Optional<String> sweptTo(String walk) {
    return Optional.ofNullable(walks.get(walk));
  }

  @Override
  public synchronized void sweptTo(String walk, String key) {
    walks.put(walk, key);
  }

  private static boolean isBehind(String position, PageRequest page) {
    return page.position() == null || position.compareTo(page.position()) < 0;
  }

  private static String position(StoredFile row) {
    return "%016x".formatted(row.createdAt().toEpochMilli()) + row.id();
  }
}
