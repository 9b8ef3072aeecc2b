package dev.modelroute.aws.dynamo;

import dev.modelroute.aws.dynamo.Transactions.Outcome;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.identity.KeyStore;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.identity.Organization;
import dev.modelroute.core.identity.OrganizationSettings;
import dev.modelroute.core.identity.StoredKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Organisations and keys on DynamoDB; rows as in {@link IdentityRows}. */
public final class DynamoKeyStore implements KeyStore {
  private static final Comparator<StoredKey> NEWEST_FIRST =
      Comparator.comparing(StoredKey::createdAt).thenComparing(key -> key.id().value()).reversed();
  private static final int MOST_KEYS_AT_ONCE = 100;
  private static final int MOST_TRIES = 8;

  private final DynamoTable table;
  private final Transactions transactions;
  private final Retries retries;
  private final DynamoDbTable<Organization> organizations;
  private final DynamoDbTable<StoredKey> keys;

  DynamoKeyStore(
      DynamoTable table,
      Transactions transactions,
      Retries retries,
      DynamoDbEnhancedClient enhanced) {
    this.table = table;
    this.transactions = transactions;
    this.retries = retries;
    this.organizations = enhanced.table(table.name(), IdentityRows.ORGANIZATIONS);
    this.keys = enhanced.table(table.name(), IdentityRows.KEYS);
  }

  @Override
  public Optional<StoredKey> findByDigest(String digest) {
    return find(keys, IdentityRows.key(digest));
  }

  @Override
  public boolean createOrganization(Organization organization) {
    PutItemEnhancedRequest<Organization> request =
        PutItemEnhancedRequest.builder(Organization.class)
            .item(organization)
            .conditionExpression(
                Expression.builder().expression("attribute_not_exists(pk)").build())
            .build();
    try {
      retries.call(() -> organizations.putItemWithResponse(request));
      return true;
    } catch (ConditionalCheckFailedException taken) {
      return false;
    }
  }

  @Override
  public Optional<Organization> findOrganization(OrgId id) {
    return find(organizations, IdentityRows.organization(id));
  }

  @Override
  public Optional<Organization> changeSettings(
      OrgId id, UnaryOperator<OrganizationSettings> change) {
    for (int tries = 1; tries <= MOST_TRIES; tries++) {
      Optional<Row> read = table.get(IdentityRows.organization(id));
      if (read.isEmpty()) {
        return Optional.empty();
      }
      Organization before = IdentityRows.ORGANIZATIONS.mapToItem(read.get().attributes());
      Organization after = before.with(change.apply(before.settings()));
      List<TransactWriteItem> items = new ArrayList<>();
      items.add(
          table.change(
              RowUpdate.of(IdentityRows.organization(id))
                  .whenEqual(IdentityRows.SETTINGS, SettingsJson.write(before.settings()))
                  .whenEqual(
                      IdentityRows.KEYS_VERSION, read.get().number(IdentityRows.KEYS_VERSION))
                  .set(IdentityRows.SETTINGS, SettingsJson.write(after.settings()))));
      keysOf(id).stream()
          .filter(key -> !key.isRevoked())
          .map(key -> table.change(copy(key, after.settings())))
          .forEach(items::add);
      switch (transactions.write(items)) {
        case Outcome.Committed() -> {
          return Optional.of(after);
        }
        case Outcome.Refused ignored -> transactions.rest(tries);
      }
    }
    throw new StoreUnavailableException("keys came and went while settings changed", null);
  }

  private static RowUpdate copy(StoredKey key, OrganizationSettings settings) {
    return RowUpdate.of(IdentityRows.key(key.digest()))
        .set(IdentityRows.SETTINGS, SettingsJson.write(settings))
        .whenPresent();
  }

  @Override
  public KeyCreation createKey(StoredKey key) {
    String settings = SettingsJson.write(key.settings());
    RowUpdate count =
        RowUpdate.of(IdentityRows.organization(key.account().organization()))
            .add(IdentityRows.KEYS_VERSION, 1)
            .whenEqual(IdentityRows.SETTINGS, settings);
    if (key.isRevoked()) {
      count.add(IdentityRows.LIVE_KEYS, 0).whenPresent();
    } else {
      count.add(IdentityRows.LIVE_KEYS, 1).whenBelow(IdentityRows.LIVE_KEYS, MAX_LIVE_KEYS);
    }
    Row row = Row.read(IdentityRows.KEYS.itemToMap(key, true));
    Outcome outcome =
        transactions.write(
            List.of(
                table.change(count), table.newRow(row), table.newRow(IdentityRows.listing(key))));
    return switch (outcome) {
      case Outcome.Committed() -> KeyCreation.CREATED;
      case Outcome.Refused(int item, Row old) -> {
        if (item != 0) {
          throw new IllegalStateException("the key is there already: " + key.id());
        }
        yield refusal(old);
      }
    };
  }

  private static KeyCreation refusal(Row organization) {
    if (!organization.has(Row.PARTITION)) {
      return KeyCreation.NO_SUCH_ORGANIZATION;
    }
    return organization.number(IdentityRows.LIVE_KEYS) >= MAX_LIVE_KEYS
        ? KeyCreation.TOO_MANY
        : KeyCreation.SETTINGS_CHANGED;
  }

  @Override
  public List<StoredKey> keysOf(OrgId organization) {
    List<Row.Key> named = new ArrayList<>();
    table.scan(
        IdentityRows.organization(organization).partition(),
        IdentityRows.KEY_PREFIX,
        listing -> named.add(IdentityRows.key(listing.text(IdentityRows.DIGEST))));
    List<StoredKey> found = new ArrayList<>();
    for (int from = 0; from < named.size(); from += MOST_KEYS_AT_ONCE) {
      int to = Math.min(from + MOST_KEYS_AT_ONCE, named.size());
      table.getAll(named.subList(from, to)).stream()
          .map(row -> IdentityRows.KEYS.mapToItem(row.attributes()))
          .forEach(found::add);
    }
    found.sort(NEWEST_FIRST);
    return found;
  }

  private <T> Optional<T> find(DynamoDbTable<T> items, Row.Key key) {
    Key row = Key.builder().partitionValue(key.partition()).sortValue(key.sort()).build();
    return Optional.ofNullable(
        retries.call(() -> items.getItem(request -> request.key(row).consistentRead(true))));
  }
}
