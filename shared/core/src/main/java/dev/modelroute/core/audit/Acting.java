package dev.modelroute.core.audit;

import dev.modelroute.core.identity.Caller;
import dev.modelroute.core.identity.OrgId;
import org.jspecify.annotations.Nullable;

/**
 * Who is acting, for which organisation, from where: what a use case needs to write an audit event.
 *
 * @param sourceIp as the gateway saw it; null when the platform acts
 * @param requestId null when the platform acts
 */
public record Acting(
    OrgId organization, Actor actor, @Nullable String sourceIp, @Nullable String requestId) {

  /** A request with one of the organisation's keys. */
  public static Acting of(Caller caller, String sourceIp, String requestId) {
    Actor key = new Actor(Actor.Kind.KEY, caller.key().value(), caller.label());
    return new Acting(caller.organization(), key, sourceIp, requestId);
  }

  /** The operator, at an organisation's things. */
  public static Acting operator(OrgId organization, String sourceIp, String requestId) {
    return new Acting(organization, Actor.operator(), sourceIp, requestId);
  }

  /** The platform itself, working for an organisation. */
  public static Acting system(OrgId organization) {
    return new Acting(organization, Actor.system(), null, null);
  }
}
