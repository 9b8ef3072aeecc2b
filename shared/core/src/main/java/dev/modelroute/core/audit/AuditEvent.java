package dev.modelroute.core.audit;

import dev.modelroute.core.id.Digests;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.json.JsonArray;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One thing done; append-only. The id follows from all of the content: a write that is repeated is
 * the same event, and no event can take another one's place.
 *
 * @param details short facts of the action, names in snake_case; never secrets, prompts, or what a
 *     provider said
 */
public record AuditEvent(
    AuditEventId id,
    Acting by,
    AuditAction action,
    AuditedResource resource,
    Instant at,
    Map<String, String> details) {
  /** Most {@link #details()}. */
  public static final int MAX_DETAILS = 16;

  public AuditEvent {
    if (details.size() > MAX_DETAILS) {
      throw new IllegalArgumentException("an event has " + MAX_DETAILS + " details at most");
    }
    details = Map.copyOf(details);
  }

  /** A new event without details. */
  public static AuditEvent of(Acting by, AuditAction action, AuditedResource resource, Instant at) {
    return of(by, action, resource, at, Map.of());
  }

  /** A new event. */
  public static AuditEvent of(
      Acting by,
      AuditAction action,
      AuditedResource resource,
      Instant at,
      Map<String, String> details) {
    return new AuditEvent(
        idOf(by, action, resource, at, details), by, action, resource, at, details);
  }

  public OrgId organization() {
    return by.organization();
  }

  /** Written as a JSON list: no value can be mistaken for two. */
  private static AuditEventId idOf(
      Acting by,
      AuditAction action,
      AuditedResource resource,
      Instant at,
      Map<String, String> details) {
    Stream<String> fixed =
        Stream.of(
            by.organization().value(),
            by.actor().kind().name(),
            by.actor().id(),
            by.actor().label(),
            Objects.requireNonNullElse(by.sourceIp(), ""),
            Objects.requireNonNullElse(by.requestId(), ""),
            action.text(),
            resource.type(),
            resource.id(),
            at.toString());
    Stream<String> pairs =
        new TreeMap<>(details)
            .entrySet().stream().flatMap(pair -> Stream.of(pair.getKey(), pair.getValue()));
    List<String> parts = Stream.concat(fixed, pairs).toList();
    return AuditEventId.of(Digests.uuidOf(JsonArray.ofStrings(parts).toText()));
  }
}
