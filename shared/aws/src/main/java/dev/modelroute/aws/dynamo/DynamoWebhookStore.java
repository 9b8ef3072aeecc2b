package dev.modelroute.aws.dynamo;

import dev.modelroute.aws.dynamo.Transactions.Outcome;
import dev.modelroute.aws.table.Tables;
import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.webhook.Delivery;
import dev.modelroute.core.webhook.DeliveryAttempt;
import dev.modelroute.core.webhook.DeliveryFilter;
import dev.modelroute.core.webhook.DeliveryId;
import dev.modelroute.core.webhook.DeliveryStore;
import dev.modelroute.core.webhook.Endpoint;
import dev.modelroute.core.webhook.EndpointId;
import dev.modelroute.core.webhook.EndpointStore;
import dev.modelroute.core.webhook.SecretCipher;
import dev.modelroute.core.webhook.SigningSecrets;
import dev.modelroute.core.webhook.WebhookSecret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Endpoints and deliveries on DynamoDB, in table {@code webhooks}; rows as in {@link EndpointRows}
 * and {@link DeliveryRows}. Secrets and custom headers are sealed.
 */
public final class DynamoWebhookStore implements EndpointStore, DeliveryStore {
  private static final Comparator<Endpoint> NEWEST_FIRST =
      Comparator.comparing(Endpoint::createdAt)
          .thenComparing(endpoint -> endpoint.id().value())
          .reversed();
  private static final int MOST_KEYS_AT_ONCE = 100;

  private final DynamoTable table;
  private final Transactions transactions;
  private final EndpointRows endpoints;
  private final DueIndex due;

  /**
   * Builds the store; reads and writes nothing.
   *
   * @param random for the waits between tries; safe for use by many threads
   */
  public DynamoWebhookStore(
      DynamoDbClient dynamoDb,
      DynamoSettings settings,
      SecretCipher cipher,
      RandomGenerator random,
      Pause pause) {
    Retries retries = new Retries(random, pause);
    table = new DynamoTable(dynamoDb, settings.nameOf(Tables.WEBHOOKS), retries);
    transactions = new Transactions(dynamoDb, retries, random);
    endpoints = new EndpointRows(cipher);
    due = DueIndex.ofDeliveries(table);
  }

  @Override
  public boolean create(Endpoint endpoint) {
    RowUpdate count =
        RowUpdate.of(EndpointRows.count(endpoint.organization()))
            .add(EndpointRows.COUNT, 1)
            .whenAbsentOrBelow(EndpointRows.COUNT, Endpoint.MAX_PER_ORGANIZATION);
    Outcome outcome =
        transactions.write(List.of(table.newRow(endpoints.row(endpoint)), table.change(count)));
    return switch (outcome) {
      case Outcome.Committed() -> true;
      // The row is there: a repeat of this very call, since nobody else has the id.
      case Outcome.Refused(int item, Row ignored) -> item == 0;
    };
  }

  @Override
  public Optional<Endpoint> find(OrgId organization, EndpointId id) {
    return table.get(EndpointRows.endpoint(organization, id)).map(endpoints::endpoint);
  }

  /** Pages are cut from the whole list: it is short, and read consistently. */
  @Override
  public Page<Endpoint> list(OrgId organization, PageRequest page) {
    List<Endpoint> all = all(organization);
    String after = page.position();
    List<Endpoint> rest =
        all.stream()
            .filter(endpoint -> after == null || position(endpoint).compareTo(after) < 0)
            .toList();
    List<Endpoint> items = rest.stream().limit(page.limit()).toList();
    return new Page<>(items, rest.size() > items.size() ? position(items.getLast()) : null);
  }

  private static String position(Endpoint endpoint) {
    return ExecutionRow.listTime(endpoint.createdAt()) + "#" + endpoint.id();
  }

  @Override
  public boolean any(OrgId organization) {
    return table
        .get(EndpointRows.count(organization))
        .filter(count -> count.number(EndpointRows.COUNT) > 0)
        .isPresent();
  }

  @Override
  public List<Endpoint> all(OrgId organization) {
    List<Endpoint> found = new ArrayList<>();
    table.scan(
        organization.value(), EndpointRows.PREFIX, row -> found.add(endpoints.endpoint(row)));
    found.sort(NEWEST_FIRST);
    return List.copyOf(found);
  }

  @Override
  public boolean delete(OrgId organization, EndpointId id) {
    RowUpdate count =
        RowUpdate.of(EndpointRows.count(organization)).add(EndpointRows.COUNT, -1).whenPresent();
    Outcome outcome =
        transactions.write(
            List.of(table.endOfRow(EndpointRows.endpoint(organization, id)), table.change(count)));
    return switch (outcome) {
      case Outcome.Committed() -> true;
      case Outcome.Refused ignored -> false;
    };
  }

  @Override
  public SigningSecrets defaultSecrets(OrgId organization, WebhookSecret candidate) {
    Row.Key key = EndpointRows.defaults(organization);
    Optional<Row> stored = table.get(key);
    if (stored.isEmpty()) {
      // Whoever comes second finds the row of the first.
      table.putIfAbsent(endpoints.defaultsRow(organization, SigningSecrets.of(candidate)));
      stored = table.get(key);
    }
    return endpoints.defaultSecrets(stored.orElseThrow());
  }

  @Override
  public void noteDelivered(OrgId organization, EndpointId id, Instant at) {
    table.updateIf(
        RowUpdate.of(EndpointRows.endpoint(organization, id))
            .set(EndpointRows.FAILURES, 0)
            .set(EndpointRows.LAST_SUCCESS, at)
            .whenPresent());
  }

  @Override
  public boolean noteFailed(OrgId organization, EndpointId id) {
    Row.Key key = EndpointRows.endpoint(organization, id);
    boolean counted = table.updateIf(RowUpdate.of(key).add(EndpointRows.FAILURES, 1).whenPresent());
    return counted
        && table.updateIf(
            switchedOff(key, Endpoint.Status.DISABLED_FAILING)
                .whenAtLeast(EndpointRows.FAILURES, Endpoint.MAX_FAILED_DELIVERIES));
  }

  @Override
  public boolean switchOff(OrgId organization, EndpointId id, Endpoint.Status reason) {
    return table.updateIf(switchedOff(EndpointRows.endpoint(organization, id), reason));
  }

  private static RowUpdate switchedOff(Row.Key key, Endpoint.Status reason) {
    return RowUpdate.of(key)
        .set(EndpointRows.STATUS, reason.name())
        .whenEqual(EndpointRows.STATUS, Endpoint.Status.ACTIVE.name());
  }

  @Override
  public Delivery createIfAbsent(Delivery delivery) {
    Row row = DeliveryRows.row(delivery);
    if (delivery.state() == Delivery.State.SCHEDULED) {
      due.put(row, delivery.id().value(), delivery.nextAttemptAt());
    }
    return table.putIfAbsent(row) ? delivery : find(delivery.id()).orElse(delivery);
  }

  @Override
  public Optional<Delivery> find(DeliveryId id) {
    return table.get(DeliveryRows.delivery(id)).map(DeliveryRows::delivery);
  }

  @Override
  public boolean claim(DeliveryId id, int attempts, Instant now, Instant leaseUntil) {
    return table.updateIf(
        open(id, attempts)
            .set(DeliveryRows.LEASE, leaseUntil.toEpochMilli())
            .whenAbsentOrBelow(DeliveryRows.LEASE, now.toEpochMilli()));
  }

  @Override
  public boolean record(DeliveryAttempt attempt, Delivery next) {
    RowUpdate change = moved(open(next.id(), attempt.number() - 1), next);
    Outcome outcome =
        transactions.write(
            List.of(
                table.change(change), table.newRow(DeliveryRows.row(attempt, next.createdAt()))));
    return switch (outcome) {
      case Outcome.Committed() -> true;
      case Outcome.Refused ignored -> false;
    };
  }

  @Override
  public boolean close(Delivery closed) {
    return table.updateIf(moved(open(closed.id(), closed.attempts()), closed));
  }

  private static RowUpdate open(DeliveryId id, int attempts) {
    return RowUpdate.of(DeliveryRows.delivery(id))
        .whenEqual(DeliveryRows.STATE, Delivery.State.SCHEDULED.name())
        .whenEqual(DeliveryRows.ATTEMPTS, attempts);
  }

  private RowUpdate moved(RowUpdate change, Delivery next) {
    change
        .set(DeliveryRows.STATE, next.state().name())
        .set(DeliveryRows.ATTEMPTS, next.attempts())
        .set(DeliveryRows.NEXT, next.nextAttemptAt())
        .remove(DeliveryRows.LEASE);
    if (next.endedAt() != null) {
      change.set(DeliveryRows.ENDED, next.endedAt());
    }
    if (next.state() == Delivery.State.SCHEDULED) {
      due.set(change, next.id().value(), next.nextAttemptAt());
    } else {
      DueIndex.remove(change);
    }
    return change;
  }

  @Override
  public Page<Delivery> list(OrgId organization, DeliveryFilter filter, PageRequest page) {
    return new DeliveryList(table, organization, filter, page).read();
  }

  @Override
  public List<DeliveryAttempt> attempts(DeliveryId id) {
    List<DeliveryAttempt> found = new ArrayList<>();
    table.scan(
        id.value(), DeliveryRows.ATTEMPT_PREFIX, row -> found.add(DeliveryRows.attempt(row)));
    return List.copyOf(found);
  }

  @Override
  public List<Delivery> overdue(Instant before, int limit) {
    List<Row.Key> keys = due.due(before, limit);
    List<Row> rows = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += MOST_KEYS_AT_ONCE) {
      rows.addAll(
          table.getAll(keys.subList(from, Math.min(from + MOST_KEYS_AT_ONCE, keys.size()))));
    }
    // The index may be a moment old; the rows are not.
    return rows.stream()
        .map(DeliveryRows::delivery)
        .filter(delivery -> delivery.state() == Delivery.State.SCHEDULED)
        .filter(delivery -> !delivery.nextAttemptAt().isAfter(before))
        .sorted(Comparator.comparing(Delivery::nextAttemptAt))
        .toList();
  }
}
