package dev.modelroute.testkit.memory;

import dev.modelroute.core.audit.AuditEvent;
import dev.modelroute.core.audit.AuditFilter;
import dev.modelroute.core.audit.AuditLog;
import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.OrgId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Audit events in memory, those of one instant in the order they came. Safe for use by many
 * threads.
 */
public final class MemoryAuditLog implements AuditLog {
  private static final Comparator<Entry> NEWEST_FIRST =
      Comparator.comparing(Entry::position).reversed();

  private final List<Entry> entries = new ArrayList<>();

  private record Entry(AuditEvent event, int number) {
    String position() {
      return "%016x%08x".formatted(event.at().toEpochMilli(), number);
    }
  }

  @Override
  public synchronized void append(AuditEvent event) {
    if (entries.stream().noneMatch(entry -> entry.event().equals(event))) {
      entries.add(new Entry(event, entries.size()));
    }
  }

  @Override
  public synchronized Page<AuditEvent> list(
      OrgId organization, AuditFilter filter, PageRequest page) {
    String position = page.position();
    List<Entry> found =
        entries.stream()
            .filter(entry -> entry.event().organization().equals(organization))
            .filter(entry -> filter.fits(entry.event()))
            .filter(entry -> position == null || entry.position().compareTo(position) < 0)
            .sorted(NEWEST_FIRST)
            .toList();
    return MemoryPages.cut(found, page.limit(), Entry::position).map(Entry::event);
  }
}
