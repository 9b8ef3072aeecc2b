package dev.modelroute.core.webhook;

import dev.modelroute.core.identity.OrgId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Gives an endpoint a new secret. The one before stays live for {@link #OVERLAP}; a rotation within
 * that time ends the oldest at once, so that no more than two are ever live.
 */
public final class RotateSecret {
  public static final Duration OVERLAP = Duration.ofHours(24);

  private final EndpointStore endpoints;
  private final InstantSource time;
  private final RandomGenerator random;

  /**
   * @param random must be unpredictable in production: secrets come from it
   */
  public RotateSecret(EndpointStore endpoints, InstantSource time, RandomGenerator random) {
    this.endpoints = endpoints;
    this.time = time;
    this.random = random;
  }

  /** What became of it. */
  public sealed interface Rotated {
    /** Stored; shown by this answer and never again. */
    record Done(EndpointId endpoint, SigningSecrets secrets) implements Rotated {}

    /** It pulls: it has no secret of its own. */
    record NoSecret() implements Rotated {}

    /** Somebody else changed it at the same moment. */
    record Outrun() implements Rotated {}

    record NotFound() implements Rotated {}
  }

  /**
   * @param id as the caller wrote it
   */
  public Rotated rotate(OrgId organization, String id) {
    Optional<Endpoint> present =
        EndpointId.parse(id).flatMap(known -> endpoints.find(organization, known));
    if (present.isEmpty()) {
      return new Rotated.NotFound();
    }
    return switch (present.get().receiver()) {
      case Receiver.Pull ignored -> new Rotated.NoSecret();
      case Receiver.Push push -> store(present.get(), push);
    };
  }

  private Rotated store(Endpoint present, Receiver.Push push) {
    Instant until = time.instant().plus(OVERLAP);
    var secrets =
        new SigningSecrets(WebhookSecret.generate(random), push.secrets().current(), until);
    Endpoint next =
        present.changed(push.withSecrets(secrets), present.events(), present.description());
    return endpoints.replace(next) ? new Rotated.Done(present.id(), secrets) : new Rotated.Outrun();
  }
}
