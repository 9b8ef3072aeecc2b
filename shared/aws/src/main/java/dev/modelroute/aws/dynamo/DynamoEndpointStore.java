package dev.modelroute.aws.dynamo;

import dev.modelroute.aws.dynamo.Transactions.Outcome;
import dev.modelroute.aws.table.Tables;
import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.webhook.Endpoint;
import dev.modelroute.core.webhook.EndpointBreaker;
import dev.modelroute.core.webhook.EndpointId;
import dev.modelroute.core.webhook.EndpointStore;
import dev.modelroute.core.webhook.SecretCipher;
import dev.modelroute.core.webhook.SigningSecrets;
import dev.modelroute.core.webhook.SwitchOff;
import dev.modelroute.core.webhook.WebhookSecret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Endpoints on DynamoDB, in table {@code webhooks}; rows as in {@link EndpointRows}. Secrets and
 * custom headers are sealed. An endpoint is switched off in one transaction with its audit event.
 */
public final class DynamoEndpointStore implements EndpointStore {
  private static final Comparator<Endpoint> NEWEST_FIRST =
      Comparator.comparing(Endpoint::createdAt)
          .thenComparing(endpoint -> endpoint.id().value())
          .reversed();

  private final DynamoTable table;
  private final Transactions transactions;
  private final AuditRows audit;
  private final EndpointRows endpoints;

  /**
   * Builds the store; reads and writes nothing.
   *
   * @param random for the waits between tries; safe for use by many threads
   */
  public DynamoEndpointStore(
      DynamoDbClient dynamoDb,
      DynamoSettings settings,
      SecretCipher cipher,
      RandomGenerator random,
      Pause pause) {
    Retries retries = new Retries(random, pause);
    table = new DynamoTable(dynamoDb, settings.nameOf(Tables.WEBHOOKS), retries);
    transactions = new Transactions(dynamoDb, retries, random);
    audit = new AuditRows(DynamoAuditLog.table(dynamoDb, settings, retries));
    endpoints = new EndpointRows(cipher);
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
  public boolean replace(Endpoint next) {
    return table.updateIf(endpoints.change(next));
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
            .set(EndpointRows.BREAKER, EndpointRows.text(EndpointBreaker.CLOSED))
            .whenPresent());
  }

  /** Looks before it tries to switch off: nine of ten failures need no transaction. */
  @Override
  public boolean noteFailed(SwitchOff last) {
    Row.Key key = EndpointRows.endpoint(last.organization(), last.endpoint());
    boolean counted = table.updateIf(RowUpdate.of(key).add(EndpointRows.FAILURES, 1).whenPresent());
    return counted
        && find(last.organization(), last.endpoint())
            .filter(Endpoint::isActive)
            .filter(seen -> seen.health().failureCount() >= Endpoint.MAX_FAILED_DELIVERIES)
            .isPresent()
        // A success may have come meanwhile.
        && write(
            switchedOff(last).whenAtLeast(EndpointRows.FAILURES, Endpoint.MAX_FAILED_DELIVERIES),
            last);
  }

  @Override
  public boolean switchOff(SwitchOff done) {
    return write(switchedOff(done), done);
  }

  private boolean write(RowUpdate change, SwitchOff done) {
    return switch (transactions.write(List.of(table.change(change), audit.append(done.told())))) {
      case Outcome.Committed() -> true;
      case Outcome.Refused ignored -> false;
    };
  }

  @Override
  public boolean switchOn(OrgId organization, EndpointId id) {
    return table.updateIf(
        RowUpdate.of(EndpointRows.endpoint(organization, id))
            .set(EndpointRows.STATUS, Endpoint.Status.ACTIVE.name())
            .set(EndpointRows.FAILURES, 0)
            .set(EndpointRows.BREAKER, EndpointRows.text(EndpointBreaker.CLOSED))
            .whenNot(EndpointRows.STATUS, Endpoint.Status.ACTIVE.name()));
  }

  @Override
  public boolean moveBreaker(
      OrgId organization, EndpointId id, EndpointBreaker seen, EndpointBreaker next) {
    return table.updateIf(
        RowUpdate.of(EndpointRows.endpoint(organization, id))
            .set(EndpointRows.BREAKER, EndpointRows.text(next))
            .whenEqual(EndpointRows.BREAKER, EndpointRows.text(seen)));
  }

  private static RowUpdate switchedOff(SwitchOff done) {
    return RowUpdate.of(EndpointRows.endpoint(done.organization(), done.endpoint()))
        .set(EndpointRows.STATUS, done.reason().name())
        .whenEqual(EndpointRows.STATUS, Endpoint.Status.ACTIVE.name());
  }
}
