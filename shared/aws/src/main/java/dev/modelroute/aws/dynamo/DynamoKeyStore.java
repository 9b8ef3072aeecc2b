package dev.modelroute.aws.dynamo;

import dev.modelroute.aws.dynamo.Transactions.Outcome;
import dev.modelroute.core.identity.KeyStore;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.identity.Organization;
import dev.modelroute.core.identity.StoredKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Organisations and keys on DynamoDB; rows as in {@link IdentityRows}. */
public final class DynamoKeyStore implements KeyStore {
  private static final Comparator<StoredKey> NEWEST_FIRST =
      Comparator.comparing(StoredKey::createdAt).thenComparing(key -> key.id().value()).reversed();
  private static final int MOST_KEYS_AT_ONCE = 100;

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
  public KeyCreation createKey(StoredKey key) {
    RowUpdate count = RowUpdate.of(IdentityRows.organization(key.account().organization()));
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
        yield old.has(Row.PARTITION) ? KeyCreation.TOO_MANY : KeyCreation.NO_SUCH_ORGANIZATION;
      }
    };
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
