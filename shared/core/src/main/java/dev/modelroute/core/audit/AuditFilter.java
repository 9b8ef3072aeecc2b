package dev.modelroute.core.audit;

import org.jspecify.annotations.Nullable;

/**
 * Which events are wanted; all that is given must fit.
 *
 * @param actor id of an actor
 * @param resource id of a resource
 */
public record AuditFilter(
    @Nullable String actor, @Nullable AuditAction action, @Nullable String resource) {
  public static final AuditFilter ALL = new AuditFilter(null, null, null);

  public boolean fits(AuditEvent event) {
    return (actor == null || actor.equals(event.by().actor().id()))
        && (action == null || action.equals(event.action()))
        && (resource == null || resource.equals(event.resource().id()));
  }
}
