package dev.modelroute.core.identity;

import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.id.IdSource;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.money.SpendLimit;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes an API key. Its secret is in this answer and nowhere else: only its digest is stored. */
public final class CreateKey {
  /** Longest label, in characters. */
  public static final int MAX_LABEL_LENGTH = 100;

  /** Settings change by hand, a few times a day. */
  private static final int MOST_TRIES = 5;

  private final KeyStore keys;
  private final Pepper pepper;
  private final IdSource ids;
  private final InstantSource time;
  private final RandomGenerator random;

  /**
   * @param random must be unpredictable in production: keys come from it
   */
  public CreateKey(
      KeyStore keys, Pepper pepper, IdSource ids, InstantSource time, RandomGenerator random) {
    this.keys = keys;
    this.pepper = pepper;
    this.ids = ids;
    this.time = time;
    this.random = random;
  }

  /** What became of it. */
  public sealed interface Created {
    /**
     * Stored.
     *
     * @param secret to be shown once
     */
    record Stored(StoredKey key, ApiKey secret) implements Created {}

    /** The label is not usable. */
    record Invalid(FieldError error) implements Created {}

    /** The organisation has {@link KeyStore#MAX_LIVE_KEYS} live keys already. */
    record TooMany() implements Created {}

    /** There is no such organisation. */
    record NoSuchOrganization() implements Created {}
  }

  public Created create(Account account, String label, KeyLevel level, @Nullable SpendLimit limit) {
    if (label.length() > MAX_LABEL_LENGTH) {
      return new Created.Invalid(
          new FieldError("label", "LENGTH", "At most " + MAX_LABEL_LENGTH + " characters."));
    }
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Optional<Organization> organization = keys.findOrganization(account.organization());
      if (organization.isEmpty()) {
        return new Created.NoSuchOrganization();
      }
      Optional<Created> created =
          create(account, label, level, limit, organization.get().settings());
      if (created.isPresent()) {
        return created.get();
      }
    }
    throw new StoreUnavailableException("settings changed while a key was made", null);
  }

  /** Empty when the settings are not those any more. */
  private Optional<Created> create(
      Account account,
      String label,
      KeyLevel level,
      @Nullable SpendLimit limit,
      OrganizationSettings settings) {
    ApiKey secret = ApiKey.generate(random);
    StoredKey key =
        new StoredKey(
            KeyId.of(ids.next()),
            account,
            label,
            level,
            secret.digest(pepper.bytes()),
            secret.prefix(),
            secret.lastFour(),
            limit,
            settings,
            time.instant().truncatedTo(ChronoUnit.MILLIS),
            null,
            null);
    return switch (keys.createKey(key)) {
      case CREATED -> Optional.of(new Created.Stored(key, secret));
      case TOO_MANY -> Optional.of(new Created.TooMany());
      case NO_SUCH_ORGANIZATION -> Optional.of(new Created.NoSuchOrganization());
      case SETTINGS_CHANGED -> Optional.empty();
    };
  }
}
