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
import dev.modelroute.core.webhook.EndpointId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Deliveries and their attempts on DynamoDB, in table {@code webhooks}; rows as in {@link
 * DeliveryRows}.
 */
public final class DynamoDeliveryStore implements DeliveryStore {
  private static final int MOST_KEYS_AT_ONCE = 100;

  private final DynamoTable table;
  private final Transactions transactions;
  private final DueIndex due;

  /**
   * Builds the store; reads and writes nothing.
   *
   * @param random for the waits between tries; safe for use by many threads
   */
  public DynamoDeliveryStore(
      DynamoDbClient dynamoDb, DynamoSettings settings, RandomGenerator random, Pause pause) {
    Retries retries = new Retries(random, pause);
    table = new DynamoTable(dynamoDb, settings.nameOf(Tables.WEBHOOKS), retries);
    transactions = new Transactions(dynamoDb, retries, random);
    due = DueIndex.ofDeliveries(table);
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

  @Override
  public boolean defer(Delivery deferred, Instant now) {
    return table.updateIf(
        moved(open(deferred.id(), deferred.attempts()), deferred)
            .whenAbsentOrBelow(DeliveryRows.LEASE, now.toEpochMilli()));
  }

  @Override
  public boolean reopen(Delivery reopened, Delivery.State from) {
    return table.updateIf(
        moved(state(reopened.id(), from, reopened.attempts()), reopened)
            .set(DeliveryRows.ROUND_BEFORE, reopened.round().before())
            .set(DeliveryRows.ROUND_RETRIED, reopened.round().retried() ? 1 : 0)
            .set(DeliveryRows.ROUND_UNTIL, reopened.round().until()));
  }

  private static RowUpdate open(DeliveryId id, int attempts) {
    return state(id, Delivery.State.SCHEDULED, attempts);
  }

  private static RowUpdate state(DeliveryId id, Delivery.State state, int attempts) {
    return RowUpdate.of(DeliveryRows.delivery(id))
        .whenEqual(DeliveryRows.STATE, state.name())
        .whenEqual(DeliveryRows.ATTEMPTS, attempts);
  }

  private RowUpdate moved(RowUpdate change, Delivery next) {
    change
        .set(DeliveryRows.STATE, next.state().name())
        .set(DeliveryRows.ATTEMPTS, next.attempts())
        .set(DeliveryRows.NEXT, next.nextAttemptAt())
        .remove(DeliveryRows.LEASE);
    if (next.endedAt() == null) {
      change.remove(DeliveryRows.ENDED);
    } else {
      change.set(DeliveryRows.ENDED, next.endedAt());
    }
    String partition = DeliveryRows.partition(next.endpoint(), next.state());
    if (partition != null) {
      change.set(Tables.BY_ENDPOINT_PARTITION, partition);
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
  public List<Delivery> waiting(EndpointId endpoint, int limit) {
    return rows(DeliveryList.oldest(table, endpoint, limit)).stream()
        .sorted(Comparator.comparing(DeliveryRows::position))
        .toList();
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
    return rows(due.due(before, limit)).stream()
        .filter(delivery -> !delivery.nextAttemptAt().isAfter(before))
        .sorted(Comparator.comparing(Delivery::nextAttemptAt))
        .toList();
  }

  /** The SCHEDULED ones among these, as they are now: an index may be a moment old. */
  private List<Delivery> rows(List<Row.Key> keys) {
    List<Row> rows = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += MOST_KEYS_AT_ONCE) {
      rows.addAll(
          table.getAll(keys.subList(from, Math.min(from + MOST_KEYS_AT_ONCE, keys.size()))));
    }
    return rows.stream()
        .map(DeliveryRows::delivery)
        .filter(delivery -> delivery.state() == Delivery.State.SCHEDULED)
        .toList();
  }
}
