package dev.modelroute.testkit.file;

import dev.modelroute.core.file.FileAudit;
import dev.modelroute.core.file.FileRef;
import dev.modelroute.core.file.FileStore;
import dev.modelroute.core.file.StoredFile;
import dev.modelroute.core.file.StoredFile.Status;
import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.OrgId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows and audit of files in memory. Safe for use by many threads. */
public final class MemoryFileStore implements FileStore {
  private static final Comparator<StoredFile> NEWEST_FIRST =
      Comparator.comparing(MemoryFileStore::position).reversed();

  private final Map<FileRef, StoredFile> rows = new LinkedHashMap<>();
  private final List<FileAudit> events = new ArrayList<>();

  @Override
  public synchronized boolean create(StoredFile file, FileAudit audit) {
    if (rows.putIfAbsent(file.id(), file) != null) {
      return false;
    }
    events.add(audit);
    return true;
  }

  @Override
  public synchronized boolean confirm(StoredFile ready, FileAudit audit) {
    return replaceIf(ready, Status.UPLOADING, audit);
  }

  @Override
  public synchronized boolean delete(StoredFile seen, FileAudit audit) {
    StoredFile deleted =
        new StoredFile(
            seen.id(),
            seen.organization(),
            seen.purpose(),
            Status.DELETED,
            seen.objectKey(),
            seen.contentType(),
            seen.sizeBytes(),
            seen.sha256(),
            seen.width(),
            seen.height(),
            seen.createdAt(),
            seen.expiresAt());
    return seen.status() != Status.DELETED && replaceIf(deleted, seen.status(), audit);
  }

  private boolean replaceIf(StoredFile next, Status expected, FileAudit audit) {
    StoredFile row = rows.get(next.id());
    if (row == null
        || row.status() != expected
        || !row.organization().equals(next.organization())) {
      return false;
    }
    rows.put(next.id(), next);
    events.add(audit);
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
  public synchronized void audit(FileAudit event) {
    if (!events.contains(event)) {
      events.add(event);
    }
  }

  @Override
  public synchronized Page<FileAudit> audits(OrgId organization, PageRequest page) {
    List<FileAudit> items = new ArrayList<>();
    String position = page.position();
    int at = position == null ? events.size() : Integer.parseInt(position);
    while (at > 0 && items.size() < page.limit()) {
      at--;
      if (events.get(at).organization().equals(organization)) {
        items.add(events.get(at));
      }
    }
    boolean more =
        events.subList(0, at).stream().anyMatch(event -> event.organization().equals(organization));
    return new Page<>(items, more ? String.valueOf(at) : null);
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

  private static boolean isBehind(String position, PageRequest page) {
    return page.position() == null || position.compareTo(page.position()) < 0;
  }

  private static String position(StoredFile row) {
    return "%016x".formatted(row.createdAt().toEpochMilli()) + row.id();
  }
}
