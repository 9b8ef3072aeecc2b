package dev.modelroute.core.webhook;

import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.identity.OrgId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Deliveries and their attempts. Each method may throw {@link StoreUnavailableException}; each may
 * be repeated.
 */
public interface DeliveryStore {
  /** Stores a delivery, or answers with the one stored before under its id. */
  Delivery createIfAbsent(Delivery delivery);

  /** A consistent read. */
  Optional<Delivery> find(DeliveryId id);

  /**
   * Takes the right to make the next attempt: on condition that the delivery is SCHEDULED, has this
   * many attempts, and nobody holds it.
   *
   * @param attempts made so far, as read
   * @param leaseUntil when the right ends if its holder never comes back
   */
  boolean claim(DeliveryId id, int attempts, Instant now, Instant leaseUntil);

  /**
   * Writes an attempt and what follows from it, and gives the right back: on condition that the
   * delivery is SCHEDULED and this is its next attempt.
   *
   * @param next {@link Delivery#attempted}
   * @return false when it was recorded before; nothing is written then
   */
  boolean record(DeliveryAttempt attempt, Delivery next);

  /**
   * Ends a delivery without an attempt: on condition that it is SCHEDULED and has no attempt more
   * than the one given.
   *
   * @param closed {@link Delivery#closed}
   */
  boolean close(Delivery closed);

  /**
   * Moves the next attempt without making one: on condition that the delivery is SCHEDULED, has
   * this many attempts, and nobody holds the right to make it.
   *
   * @param deferred {@link Delivery#deferred}
   */
  boolean defer(Delivery deferred, Instant now);

  /**
   * Makes a delivery that is over SCHEDULED again: on condition that it is in the state named and
   * has this many attempts.
   *
   * @param reopened {@link Delivery#reopened}
   */
  boolean reopen(Delivery reopened, Delivery.State from);

  /** An organisation's deliveries, newest first. */
  Page<Delivery> list(OrgId organization, DeliveryFilter filter, PageRequest page);

  /** SCHEDULED deliveries of one endpoint, oldest first; none that is over. */
  List<Delivery> waiting(EndpointId endpoint, int limit);

  /** Attempts of one delivery, first one first. */
  List<DeliveryAttempt> attempts(DeliveryId id);

  /** SCHEDULED deliveries whose next attempt was due at or before an instant, oldest first. */
  List<Delivery> overdue(Instant before, int limit);
}
