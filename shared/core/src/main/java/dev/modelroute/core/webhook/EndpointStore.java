package dev.modelroute.core.webhook;

import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.identity.OrgId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Registered receivers and their health. An endpoint of another organisation is never found. Each
 * method may throw {@link StoreUnavailableException}.
 */
public interface EndpointStore {
  /**
   * Stores a new endpoint.
   *
   * @return false when the organisation has {@link Endpoint#MAX_PER_ORGANIZATION} already; nothing
   *     is written then
   */
  boolean create(Endpoint endpoint);

  Optional<Endpoint> find(OrgId organization, EndpointId id);

  /** Newest first. */
  Page<Endpoint> list(OrgId organization, PageRequest page);

  /** Whether an organisation has an endpoint at all, in whatever state; reads no secret. */
  boolean any(OrgId organization);

  /** Every endpoint of an organisation, newest first. */
  List<Endpoint> all(OrgId organization);

  /** Removes an endpoint; false when there was none. */
  boolean delete(OrgId organization, EndpointId id);

  /**
   * Stores a change of everything but health: on condition that nobody changed it meanwhile.
   *
   * @param next {@link Endpoint#changed}, one revision after the stored one
   */
  boolean replace(Endpoint next);

  /**
   * The secret that signs events to addresses given with a request. The first call stores the
   * candidate, every later one answers with what is stored.
   */
  SigningSecrets defaultSecrets(OrgId organization, WebhookSecret candidate);

  /**
   * A delivery succeeded: no failures in a row any more, of deliveries or of attempts. No effect on
   * a missing endpoint.
   */
  void noteDelivered(OrgId organization, EndpointId id, Instant at);

  /**
   * A delivery is used up: counts it and switches the endpoint off at {@link
   * Endpoint#MAX_FAILED_DELIVERIES}, as {@link #switchOff} does.
   *
   * @param last what is done should this be the last one it may fail
   * @return whether this call switched it off
   */
  boolean noteFailed(SwitchOff last);

  /**
   * Switches an active endpoint off and writes {@link SwitchOff#told} to the audit, in one.
   *
   * @return whether this call did
   */
  boolean switchOff(SwitchOff done);

  /**
   * Switches an endpoint on again; it has no failures then.
   *
   * @return whether it was off
   */
  boolean switchOn(OrgId organization, EndpointId id);

  /** Stores what the breaker became: on condition that it still is what was seen. */
  boolean moveBreaker(
      OrgId organization, EndpointId id, EndpointBreaker seen, EndpointBreaker next);
}
