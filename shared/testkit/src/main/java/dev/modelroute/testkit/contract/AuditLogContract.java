package dev.modelroute.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.audit.Acting;
import dev.modelroute.core.audit.Actor;
import dev.modelroute.core.audit.AuditAction;
import dev.modelroute.core.audit.AuditEvent;
import dev.modelroute.core.audit.AuditFilter;
import dev.modelroute.core.audit.AuditLog;
import dev.modelroute.core.audit.AuditedResource;
import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.OrgId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link AuditLog} does. */
public abstract class AuditLogContract {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00.123Z");
  private static final AuditAction MADE = new AuditAction("thing.made");
  private static final AuditAction READ = new AuditAction("thing.read");
  private static final AuditedResource FIRST = new AuditedResource("thing", "thing_1");
  private static final AuditedResource SECOND = new AuditedResource("thing", "thing_2");

  private final OrgId organization = OrgId.of(UUID.randomUUID());
  private final OrgId stranger = OrgId.of(UUID.randomUUID());
  private AuditLog log;

  /** A log without events of the organisations that this suite makes up. */
  protected abstract AuditLog freshLog();

  @BeforeEach
  void make() {
    log = freshLog();
  }

  @Test
  void an_event_comes_back_as_it_was_written() {
    Acting user =
        new Acting(
            organization, new Actor(Actor.Kind.USER, "user_1", "Ada"), "2001:db8::1", "req_1");
    List<AuditEvent> written =
        List.of(
            AuditEvent.of(Acting.system(organization), MADE, FIRST, START),
            AuditEvent.of(key("key_1"), MADE, FIRST, START.plusMillis(1), Map.of("a", "b#c")),
            AuditEvent.of(user, READ, SECOND, START.plusMillis(2)),
            AuditEvent.of(
                Acting.operator(organization, "192.0.2.9", "req_2"),
                READ,
                SECOND,
                START.plusMillis(3),
                Map.of("reason", "asked \"twice\"", "count", "2")));
    written.forEach(log::append);
    assertEquals(written.reversed(), all(organization, AuditFilter.ALL));
  }

  @Test
  void the_same_event_twice_is_one_and_another_request_is_another_event() {
    AuditEvent event = AuditEvent.of(key("key_1"), READ, FIRST, START);
    log.append(event);
    log.append(event);
    log.append(AuditEvent.of(key("key_1"), READ, FIRST, START));
    assertEquals(List.of(event), all(organization, AuditFilter.ALL));

    Acting again = new Acting(organization, event.by().actor(), "192.0.2.1", "req_other");
    log.append(AuditEvent.of(again, READ, FIRST, START));
    log.append(AuditEvent.of(key("key_1"), READ, FIRST, START, Map.of("part", "2")));
    assertEquals(3, all(organization, AuditFilter.ALL).size());
  }

  @Test
  void a_list_is_newest_first_page_by_page() {
    List<AuditEvent> events = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      AuditEvent event = AuditEvent.of(key("key_1"), READ, FIRST, START.plusSeconds(i));
      log.append(event);
      events.addFirst(event);
    }
    Page<AuditEvent> first = log.list(organization, AuditFilter.ALL, PageRequest.first(2));
    assertEquals(events.subList(0, 2), first.items());
    // What is added meanwhile belongs before the first page and moves nothing.
    log.append(AuditEvent.of(key("key_1"), READ, FIRST, START.plusSeconds(9)));
    Page<AuditEvent> second =
        log.list(organization, AuditFilter.ALL, new PageRequest(3, first.next()));
    assertEquals(events.subList(2, 5), second.items());
    assertNull(second.next());
  }

  @Test
  void events_of_one_instant_are_each_listed_once() {
    Set<AuditEvent> events = new HashSet<>();
    for (int i = 0; i < 7; i++) {
      AuditEvent event = AuditEvent.of(key("key_" + i), READ, FIRST, START);
      log.append(event);
      events.add(event);
    }
    List<AuditEvent> found = all(organization, AuditFilter.ALL);
    assertEquals(events.size(), found.size());
    assertEquals(events, new HashSet<>(found));
  }

  @Test
  void a_filter_lets_through_what_fits_all_of_it() {
    AuditEvent made = AuditEvent.of(key("key_1"), MADE, FIRST, START);
    AuditEvent read = AuditEvent.of(key("key_1"), READ, FIRST, START.plusSeconds(1));
    AuditEvent other = AuditEvent.of(key("key_2"), READ, FIRST, START.plusSeconds(2));
    AuditEvent second = AuditEvent.of(key("key_2"), MADE, SECOND, START.plusSeconds(3));
    List.of(made, read, other, second).forEach(log::append);

    assertEquals(List.of(read, made), filtered("key_1", null, null));
    assertEquals(List.of(second, made), filtered(null, MADE, null));
    assertEquals(List.of(other, read, made), filtered(null, null, "thing_1"));
    assertEquals(List.of(other), filtered("key_2", null, "thing_1"));
    assertEquals(List.of(read), filtered("key_1", READ, null));
    assertEquals(List.of(other, read), filtered(null, READ, "thing_1"));
    assertEquals(List.of(second), filtered("key_2", MADE, "thing_2"));
    assertEquals(List.of(), filtered("key_2", MADE, "thing_1"));
    assertEquals(List.of(), filtered("key", null, null));
    assertEquals(List.of(), filtered(null, null, "thing_"));
  }

  @Test
  void another_organisation_sees_nothing_of_it() {
    log.append(AuditEvent.of(key("key_1"), MADE, FIRST, START));
    assertEquals(List.of(), all(stranger, AuditFilter.ALL));
    assertEquals(List.of(), all(stranger, new AuditFilter("key_1", null, null)));
    assertEquals(List.of(), all(stranger, new AuditFilter(null, MADE, null)));
    assertEquals(List.of(), all(stranger, new AuditFilter(null, null, "thing_1")));
  }

  private List<AuditEvent> filtered(
      @Nullable String actor, @Nullable AuditAction action, @Nullable String resource) {
    return all(organization, new AuditFilter(actor, action, resource));
  }

  /** Page by page, so that each case walks through cursors too. */
  private List<AuditEvent> all(OrgId owner, AuditFilter filter) {
    List<AuditEvent> found = new ArrayList<>();
    Page<AuditEvent> page = log.list(owner, filter, PageRequest.first(2));
    found.addAll(page.items());
    while (page.next() != null) {
      assertTrue(page.items().size() <= 2);
      page = log.list(owner, filter, new PageRequest(2, page.next()));
      found.addAll(page.items());
    }
    return found;
  }

  private Acting key(String id) {
    Actor actor = new Actor(Actor.Kind.KEY, id, "laptop of " + id);
    return new Acting(organization, actor, "192.0.2.1", "req_" + id);
  }
}
