package dev.modelroute.core.identity;

import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.id.IdSource;
import dev.modelroute.core.identity.Organization.IdempotencyMode;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** An operator takes on a customer. */
public final class CreateOrganization {
  /** Longest name, in characters. */
  public static final int MAX_NAME_LENGTH = 200;

  private final KeyStore keys;
  private final IdSource ids;
  private final InstantSource time;

  public CreateOrganization(KeyStore keys, IdSource ids, InstantSource time) {
    this.keys = keys;
    this.ids = ids;
    this.time = time;
  }

  /** What became of it. */
  public sealed interface Created {
    /** Stored. */
    record Stored(Organization organization) implements Created {}

    /** Nothing was stored. */
    record Invalid(FieldError error) implements Created {}
  }

  public Created create(String name, IdempotencyMode idempotency) {
    Optional<FieldError> error = check(name);
    if (error.isPresent()) {
      return new Created.Invalid(error.get());
    }
    Organization organization =
        new Organization(
            OrgId.of(ids.next()),
            name,
            OrganizationSettings.DEFAULT.withIdempotency(idempotency),
            time.instant().truncatedTo(ChronoUnit.MILLIS));
    if (!keys.createOrganization(organization)) {
      throw new IllegalStateException("a new organisation id is taken");
    }
    return new Created.Stored(organization);
  }

  private static Optional<FieldError> check(String name) {
    if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
      return Optional.of(
          new FieldError("name", "LENGTH", "Must be 1 to " + MAX_NAME_LENGTH + " characters."));
    }
    return Optional.empty();
  }
}
