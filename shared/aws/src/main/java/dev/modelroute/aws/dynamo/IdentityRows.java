package dev.modelroute.aws.dynamo;

import dev.modelroute.core.identity.KeyId;
import dev.modelroute.core.identity.KeyLevel;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.identity.Organization;
import dev.modelroute.core.identity.StoredKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;

/**
 * Rows of the identity table.
 *
 * <ul>
 *   <li>{@code ORG#<id>} / {@code ORG}: name, settings (JSON), created_at, live_keys, keys_version.
 *   <li>{@code ORG#<id>} / {@code KEY#<millis>#<key id>}: digest of the newest secret, previous
 *       (digest of the one before), revoked_at, so that keys can be listed.
 *   <li>{@code KEY#<digest>} / {@code KEY}: a secret of a key, with the key and a copy of its
 *       organisation's settings.
 * </ul>
 */
final class IdentityRows {
  static final String LIVE_KEYS = "live_keys";

  /** Grows with every key that comes or goes, so that a change of all of them misses none. */
  static final String KEYS_VERSION = "keys_version";

  static final String SETTINGS = "settings";
  static final String KEY_PREFIX = "KEY#";
  static final String DIGEST = "digest";
  static final String PREVIOUS = "previous";
  static final String REVOKED_AT = "revoked_at";
  static final String VALID_UNTIL = "valid_until";

  /** Epoch milliseconds. */
  static final String LAST_USED = "last_used";

  private static final String SPEND_LIMIT = "spend_limit";
  private static final String ORGANIZATION_SORT = "ORG";
  private static final String KEY_SORT = "KEY";

  static final TableSchema<Organization> ORGANIZATIONS = organizations();
  static final TableSchema<StoredKey> KEYS = keys();

  private IdentityRows() {}

  static Row.Key organization(OrgId id) {
    return new Row.Key("ORG#" + id, ORGANIZATION_SORT);
  }

  static Row.Key key(String digest) {
    return new Row.Key(KEY_PREFIX + digest, KEY_SORT);
  }

  static Row.Key listing(StoredKey key) {
    String sort = "%s%015d#%s".formatted(KEY_PREFIX, key.createdAt().toEpochMilli(), key.id());
    return new Row.Key(organization(key.account().organization()).partition(), sort);
  }

  static boolean isListing(Row listing, KeyId key) {
    return listing.text(Row.SORT).endsWith("#" + key);
  }

  private static TableSchema<Organization> organizations() {
    var schema =
        StaticImmutableTableSchema.builder(Organization.class, Draft.class)
            .newItemBuilder(Draft::new, IdentityRows::organization);
    keyed(schema, organization -> organization(organization.id()));
    text(schema, "id", organization -> organization.id().value());
    text(schema, "name", Organization::name);
    text(schema, SETTINGS, organization -> SettingsJson.write(organization.settings()));
    text(schema, "created_at", organization -> organization.createdAt().toString());
    // Counted by the transactions that add keys; a new organisation starts at none.
    schema.addAttribute(
        Long.class,
        attribute -> attribute.name(LIVE_KEYS).getter(ignored -> 0L).setter((draft, count) -> {}));
    schema.addAttribute(
        Long.class,
        attribute ->
            attribute.name(KEYS_VERSION).getter(ignored -> 0L).setter((draft, count) -> {}));
    return schema.build();
  }

  private static Organization organization(Draft draft) {
    return new Organization(
        new OrgId(draft.get("id")),
        draft.get("name"),
        SettingsJson.read(draft.get(SETTINGS)),
        Instant.parse(draft.get("created_at")));
  }

  private static TableSchema<StoredKey> keys() {
    var schema =
        StaticImmutableTableSchema.builder(StoredKey.class, Draft.class)
            .newItemBuilder(Draft::new, IdentityRows::key);
    keyed(schema, key -> key(key.digest()));
    text(schema, "id", key -> key.id().value());
    text(schema, "account", key -> key.account().toString());
    text(schema, "label", StoredKey::label);
    text(schema, "level", key -> key.level().name());
    text(schema, DIGEST, StoredKey::digest);
    text(schema, "prefix", StoredKey::prefix);
    text(schema, "last_four", StoredKey::lastFour);
    text(schema, SPEND_LIMIT, IdentityRows::spendLimit);
    text(schema, SETTINGS, key -> SettingsJson.write(key.settings()));
    text(schema, "created_at", key -> key.createdAt().toString());
    text(schema, VALID_UNTIL, key -> text(key.validUntil()));
    schema.addAttribute(
        Long.class,
        attribute ->
            attribute
                .name(LAST_USED)
                .getter(key -> key.lastUsedAt() == null ? null : key.lastUsedAt().toEpochMilli())
                .setter((draft, millis) ->
                    draft.put(LAST_USED, millis == null ? null : millis.toString())));
    return schema.build();
  }

  private static StoredKey key(Draft draft) {
    return new StoredKey(
        new KeyId(draft.get("id")),
        AccountText.parse(draft.get("account")),
        draft.get("label"),
        KeyLevel.valueOf(draft.get("level")),
        draft.get(DIGEST),
        draft.get("prefix"),
        draft.get("last_four"),
        draft.find(SPEND_LIMIT).map(SettingsJson::readLimit).orElse(null),
        SettingsJson.read(draft.get(SETTINGS)),
        Instant.parse(draft.get("created_at")),
        draft.find(VALID_UNTIL).map(Instant::parse).orElse(null),
        draft.find(LAST_USED).map(Long::valueOf).map(Instant::ofEpochMilli).orElse(null));
  }

  private static @Nullable String spendLimit(StoredKey key) {
    return key.spendLimit() == null ? null : SettingsJson.write(key.spendLimit());
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  private static <T> void keyed(
      StaticImmutableTableSchema.Builder<T, Draft> schema, Function<T, Row.Key> key) {
    schema.addAttribute(
        String.class,
        attribute ->
            attribute
                .name(Row.PARTITION)
                .getter(item -> key.apply(item).partition())
                .setter((draft, value) -> {})
                .tags(StaticAttributeTags.primaryPartitionKey()));
    schema.addAttribute(
        String.class,
        attribute ->
            attribute
                .name(Row.SORT)
                .getter(item -> key.apply(item).sort())
                .setter((draft, value) -> {})
                .tags(StaticAttributeTags.primarySortKey()));
  }

  private static <T> void text(
      StaticImmutableTableSchema.Builder<T, Draft> schema,
      String name,
      Function<T, @Nullable String> getter) {
    schema.addAttribute(
        String.class,
        attribute ->
            attribute.name(name).getter(getter).setter((draft, value) -> draft.put(name, value)));
  }

  /** Attributes on their way into a record. */
  static final class Draft {
    private final Map<String, String> values = new HashMap<>();

    void put(String name, @Nullable String value) {
      if (value != null) {
        values.put(name, value);
      }
    }

    Optional<String> find(String name) {
      return Optional.ofNullable(values.get(name));
    }

    String get(String name) {
      return find(name).orElseThrow(() -> new IllegalStateException("a row has no " + name));
    }
  }
}
