package dev.modelroute.testkit.webhook;

import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.webhook.Delivery;
import dev.modelroute.core.webhook.DeliveryAttempt;
import dev.modelroute.core.webhook.DeliveryFilter;
import dev.modelroute.core.webhook.DeliveryId;
import dev.modelroute.core.webhook.DeliveryStore;
import dev.modelroute.core.webhook.Endpoint;
import dev.modelroute.core.webhook.Endpoint.Health;
import dev.modelroute.core.webhook.EndpointBreaker;
import dev.modelroute.core.webhook.EndpointId;
import dev.modelroute.core.webhook.EndpointStore;
import dev.modelroute.core.webhook.SigningSecrets;
import dev.modelroute.core.webhook.SwitchOff;
import dev.modelroute.core.webhook.WebhookSecret;
import dev.modelroute.testkit.memory.MemoryAuditLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Twin of the webhook stores: everything in memory, one lock. */
public final class MemoryWebhookStore implements EndpointStore, DeliveryStore {
  private final MemoryAuditLog audit;
  private final Map<EndpointId, Endpoint> endpoints = new HashMap<>();
  private final Map<OrgId, SigningSecrets> defaults = new HashMap<>();
  private final Map<DeliveryId, Delivery> deliveries = new HashMap<>();
  private final Map<DeliveryId, Instant> leases = new HashMap<>();
  private final Map<DeliveryId, List<DeliveryAttempt>> attempts = new HashMap<>();

  /** With an audit that nobody else looks at. */
  public MemoryWebhookStore() {
    this(new MemoryAuditLog());
  }

  public MemoryWebhookStore(MemoryAuditLog audit) {
    this.audit = audit;
  }

  @Override
  public synchronized boolean create(Endpoint endpoint) {
    if (all(endpoint.organization()).size() >= Endpoint.MAX_PER_ORGANIZATION) {
      return false;
    }
    endpoints.put(endpoint.id(), endpoint);
    return true;
  }

  @Override
  public synchronized Optional<Endpoint> find(OrgId organization, EndpointId id) {
    return Optional.ofNullable(endpoints.get(id))
        .filter(endpoint -> endpoint.organization().equals(organization));
  }

  @Override
  public synchronized Page<Endpoint> list(OrgId organization, PageRequest page) {
    return page(all(organization), page, MemoryWebhookStore::position);
  }

  @Override
  public synchronized boolean any(OrgId organization) {
    return !all(organization).isEmpty();
  }

  @Override
  public synchronized List<Endpoint> all(OrgId organization) {
    return endpoints.values().stream()
        .filter(endpoint -> endpoint.organization().equals(organization))
        .sorted(Comparator.<Endpoint, String>comparing(MemoryWebhookStore::position).reversed())
        .toList();
  }

  @Override
  public synchronized boolean delete(OrgId organization, EndpointId id) {
    return find(organization, id).map(endpoint -> endpoints.remove(id)).isPresent();
  }

  @Override
  public synchronized boolean replace(Endpoint next) {
    Endpoint stored = endpoints.get(next.id());
    if (stored == null
        || !stored.organization().equals(next.organization())
        || stored.revision() != next.revision() - 1) {
      return false;
    }
    endpoints.put(next.id(), next.with(stored.health()));
    return true;
  }

  @Override
  public synchronized SigningSecrets defaultSecrets(OrgId organization, WebhookSecret candidate) {
    return defaults.computeIfAbsent(organization, absent -> SigningSecrets.of(candidate));
  }

  @Override
  public synchronized void noteDelivered(OrgId organization, EndpointId id, Instant at) {
    change(organization, id, health -> new Health(health.status(), 0, at, EndpointBreaker.CLOSED));
  }

  @Override
  public synchronized boolean noteFailed(SwitchOff last) {
    change(
        last.organization(),
        last.endpoint(),
        health -> health.after(health.status(), health.failureCount() + 1));
    return find(last.organization(), last.endpoint())
                .map(endpoint -> endpoint.health().failureCount())
                .orElse(0)
            >= Endpoint.MAX_FAILED_DELIVERIES
        && switchOff(last);
  }

  @Override
  public synchronized boolean switchOff(SwitchOff done) {
    boolean active =
        find(done.organization(), done.endpoint()).map(Endpoint::isActive).orElse(false);
    if (active) {
      change(
          done.organization(),
          done.endpoint(),
          health -> health.after(done.reason(), health.failureCount()));
      audit.append(done.told());
    }
    return active;
  }

  @Override
  public synchronized boolean switchOn(OrgId organization, EndpointId id) {
    boolean off = find(organization, id).map(endpoint -> !endpoint.isActive()).orElse(false);
    if (off) {
      change(
          organization,
          id,
          health ->
              new Health(Endpoint.Status.ACTIVE, 0, health.lastSuccess(), EndpointBreaker.CLOSED));
    }
    return off;
  }

  @Override
  public synchronized boolean moveBreaker(
      OrgId organization, EndpointId id, EndpointBreaker seen, EndpointBreaker next) {
    boolean same =
        find(organization, id)
            .filter(endpoint -> endpoint.health().breaker().equals(seen))
            .isPresent();
    if (same) {
      change(organization, id, health -> health.withBreaker(next));
    }
    return same;
  }

  private void change(OrgId organization, EndpointId id, UnaryOperator<Health> change) {
    find(organization, id)
        .ifPresent(endpoint -> endpoints.put(id, endpoint.with(change.apply(endpoint.health()))));
  }

  @Override
  public synchronized Delivery createIfAbsent(Delivery delivery) {
    return deliveries.computeIfAbsent(delivery.id(), absent -> delivery);
  }

  @Override
  public synchronized Optional<Delivery> find(DeliveryId id) {
    return Optional.ofNullable(deliveries.get(id));
  }

  @Override
  public synchronized boolean claim(
      DeliveryId id, int attemptsMade, Instant now, Instant leaseUntil) {
    if (!open(id, attemptsMade) || held(id, now)) {
      return false;
    }
    leases.put(id, leaseUntil);
    return true;
  }

  private boolean held(DeliveryId id, Instant now) {
    Instant lease = leases.get(id);
    return lease != null && !lease.isBefore(now);
  }

  @Override
  public synchronized boolean record(DeliveryAttempt attempt, Delivery next) {
    if (!open(attempt.delivery(), attempt.number() - 1)) {
      return false;
    }
    deliveries.put(next.id(), next);
    leases.remove(next.id());
    attempts.computeIfAbsent(next.id(), absent -> new ArrayList<>()).add(attempt);
    return true;
  }

  @Override
  public synchronized boolean close(Delivery closed) {
    if (!open(closed.id(), closed.attempts())) {
      return false;
    }
    deliveries.put(closed.id(), closed);
    leases.remove(closed.id());
    return true;
  }

  @Override
  public synchronized boolean defer(Delivery deferred, Instant now) {
    if (!open(deferred.id(), deferred.attempts()) || held(deferred.id(), now)) {
      return false;
    }
    deliveries.put(deferred.id(), deferred);
    return true;
  }

  @Override
  public synchronized boolean reopen(Delivery reopened, Delivery.State from) {
    boolean over =
        find(reopened.id())
            .filter(delivery -> delivery.state() == from)
            .filter(delivery -> delivery.attempts() == reopened.attempts())
            .isPresent();
    if (over) {
      deliveries.put(reopened.id(), reopened);
    }
    return over;
  }

  private boolean open(DeliveryId id, int attemptsMade) {
    return find(id)
        .filter(delivery -> delivery.state() == Delivery.State.SCHEDULED)
        .filter(delivery -> delivery.attempts() == attemptsMade)
        .isPresent();
  }

  @Override
  public synchronized Page<Delivery> list(
      OrgId organization, DeliveryFilter filter, PageRequest page) {
    List<Delivery> found =
        deliveries.values().stream()
            .filter(delivery -> delivery.organization().equals(organization))
            .filter(filter::matches)
            .sorted(Comparator.<Delivery, String>comparing(MemoryWebhookStore::position).reversed())
            .toList();
    return page(found, page, MemoryWebhookStore::position);
  }

  @Override
  public synchronized List<Delivery> waiting(EndpointId endpoint, int limit) {
    return deliveries.values().stream()
        .filter(delivery -> endpoint.equals(delivery.endpoint()))
        .filter(delivery -> delivery.state() == Delivery.State.SCHEDULED)
        .sorted(Comparator.comparing(MemoryWebhookStore::position))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<DeliveryAttempt> attempts(DeliveryId id) {
    return List.copyOf(attempts.getOrDefault(id, List.of()));
  }

  @Override
  public synchronized List<Delivery> overdue(Instant before, int limit) {
    return deliveries.values().stream()
        .filter(delivery -> delivery.state() == Delivery.State.SCHEDULED)
        .filter(delivery -> !delivery.nextAttemptAt().isAfter(before))
        .sorted(Comparator.comparing(Delivery::nextAttemptAt))
        .limit(limit)
        .toList();
  }

  private static String position(Endpoint endpoint) {
    return String.format("%015d#%s", endpoint.createdAt().toEpochMilli(), endpoint.id());
  }

  private static String position(Delivery delivery) {
    return String.format("%015d#%s", delivery.createdAt().toEpochMilli(), delivery.id());
  }

  private static <T> Page<T> page(
      List<T> newestFirst, PageRequest page, Function<T, String> position) {
    String after = page.position();
    List<T> rest =
        newestFirst.stream()
            .filter(item -> after == null || position.apply(item).compareTo(after) < 0)
            .toList();
    List<T> items = rest.stream().limit(page.limit()).toList();
    return new Page<>(items, rest.size() > items.size() ? position.apply(items.getLast()) : null);
  }
}
