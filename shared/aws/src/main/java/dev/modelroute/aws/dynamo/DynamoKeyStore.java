package dev.modelroute.aws.dynamo;

import dev.modelroute.aws.dynamo.Transactions.Outcome;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.identity.KeyId;
import dev.modelroute.core.identity.KeyStore;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.identity.Organization;
import dev.modelroute.core.identity.OrganizationSettings;
import dev.modelroute.core.identity.StoredKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
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
      for (Row listing : listings(id)) {
        secrets(listing).forEach(digest -> items.add(table.change(copy(digest, after.settings()))));
      }
      switch (transactions.write(items)) {
        case Outcome.Committed() -> {
          return Optional.of(after);
        }
        case Outcome.Refused ignored -> transactions.rest(tries);
      }
    }
    throw new StoreUnavailableException("keys came and went while settings changed", null);
  }

  private static RowUpdate copy(String digest, OrganizationSettings settings) {
    return RowUpdate.of(IdentityRows.key(digest))
        .set(IdentityRows.SETTINGS, SettingsJson.write(settings))
        .whenPresent();
  }

  @Override
  public KeyCreation createKey(StoredKey key) {
    String settings = SettingsJson.write(key.settings());
    RowUpdate count =
        RowUpdate.of(IdentityRows.organization(key.account().organization()))
            .add(IdentityRows.KEYS_VERSION, 1)
            .add(IdentityRows.LIVE_KEYS, 1)
            .whenEqual(IdentityRows.SETTINGS, settings)
            .whenBelow(IdentityRows.LIVE_KEYS, MAX_LIVE_KEYS);
    Row row = Row.read(IdentityRows.KEYS.itemToMap(key, true));
    Outcome outcome =
        transactions.write(
            List.of(
                table.change(count),
                table.newRow(row),
                table.newRow(
                    Row.of(IdentityRows.listing(key)).put(IdentityRows.DIGEST, key.digest()))));
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
    List<Row.Key> named =
        listings(organization).stream()
            .map(listing -> IdentityRows.key(listing.text(IdentityRows.DIGEST)))
            .toList();
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

  /** Those of the keys that were not revoked. */
  private List<Row> listings(OrgId organization) {
    List<Row> listings = new ArrayList<>();
    table.scan(
        IdentityRows.organization(organization).partition(),
        IdentityRows.KEY_PREFIX,
        listing -> {
          if (!listing.has(IdentityRows.REVOKED_AT)) {
            listings.add(listing);
          }
        });
    return listings;
  }

  private static List<String> secrets(Row listing) {
    return Stream.concat(
            Stream.of(listing.text(IdentityRows.DIGEST)),
            listing.optionalText(IdentityRows.PREVIOUS).stream())
        .toList();
  }

  @Override
  public boolean rotate(StoredKey current, StoredKey next, Rotation rotation) {
    Optional<Row> listing = table.get(IdentityRows.listing(current));
    if (listing.isEmpty() || !listing.get().text(IdentityRows.DIGEST).equals(current.digest())) {
      return false;
    }
    List<TransactWriteItem> items = new ArrayList<>();
    items.add(
        table.change(
            RowUpdate.of(IdentityRows.organization(current.account().organization()))
                .add(IdentityRows.KEYS_VERSION, 1)
                .whenEqual(IdentityRows.SETTINGS, SettingsJson.write(next.settings()))));
    items.add(
        table.change(
            RowUpdate.of(IdentityRows.listing(current))
                .set(IdentityRows.DIGEST, next.digest())
                .set(IdentityRows.PREVIOUS, current.digest())
                .whenEqual(IdentityRows.DIGEST, current.digest())
                .whenAbsent(IdentityRows.REVOKED_AT)));
    items.add(table.newRow(Row.read(IdentityRows.KEYS.itemToMap(next, true))));
    items.add(table.change(end(current.digest(), rotation.previousUntil())));
    listing
        .get()
        .optionalText(IdentityRows.PREVIOUS)
        .ifPresent(before -> items.add(table.change(end(before, rotation.at()))));
    return switch (transactions.write(items)) {
      case Outcome.Committed() -> true;
      case Outcome.Refused(int item, Row ignored) when item <= 1 -> false;
      case Outcome.Refused(int item, Row ignored) ->
          throw new IllegalStateException("the rows of " + current.id() + " disagree at " + item);
    };
  }

  private static RowUpdate end(String digest, Instant at) {
    return RowUpdate.of(IdentityRows.key(digest)).set(IdentityRows.VALID_UNTIL, at).whenPresent();
  }

  @Override
  public boolean revoke(OrgId organization, KeyId key, Instant at) {
    for (int tries = 1; tries <= MOST_TRIES; tries++) {
      Optional<Row> listing =
          listings(organization).stream()
              .filter(row -> IdentityRows.isListing(row, key))
              .findFirst();
      if (listing.isEmpty()) {
        return false;
      }
      List<TransactWriteItem> items = new ArrayList<>();
      items.add(
          table.change(
              RowUpdate.of(IdentityRows.organization(organization))
                  .add(IdentityRows.KEYS_VERSION, 1)
                  .add(IdentityRows.LIVE_KEYS, -1)
                  .whenPresent()));
      items.add(
          table.change(
              RowUpdate.of(listing.get().key())
                  .set(IdentityRows.REVOKED_AT, at)
                  .whenEqual(IdentityRows.DIGEST, listing.get().text(IdentityRows.DIGEST))
                  .whenAbsent(IdentityRows.REVOKED_AT)));
      secrets(listing.get()).forEach(digest -> items.add(table.change(end(digest, at))));
      switch (transactions.write(items)) {
        case Outcome.Committed() -> {
          return true;
        }
        case Outcome.Refused ignored -> transactions.rest(tries);
      }
    }
    throw new StoreUnavailableException("a key changed while it was revoked", null);
  }

  @Override
  public void used(StoredKey key, Instant at) {
    // Refused = noted by another request meanwhile.
    table.updateIf(
        RowUpdate.of(IdentityRows.key(key.digest()))
            .set(IdentityRows.LAST_USED, at.toEpochMilli())
            .whenPresent()
            .whenAbsentOrBelow(IdentityRows.LAST_USED, at.toEpochMilli()));
  }

  private <T> Optional<T> find(DynamoDbTable<T> items, Row.Key key) {
    Key row = Key.builder().partitionValue(key.partition()).sortValue(key.sort()).build();
    return Optional.ofNullable(
        retries.call(() -> items.getItem(request -> request.key(row).consistentRead(true))));
  }
}
