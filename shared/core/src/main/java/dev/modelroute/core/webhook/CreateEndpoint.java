package dev.modelroute.core.webhook;

import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.id.IdSource;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/** Registers a receiver. Its secret is shown by this answer and never again. */
public final class CreateEndpoint {
  private final EndpointStore endpoints;
  private final AddressPolicy policy;
  private final IdSource ids;
  private final InstantSource time;
  private final RandomGenerator random;

  /**
   * @param random must be unpredictable in production: secrets come from it
   */
  public CreateEndpoint(
      EndpointStore endpoints,
      AddressPolicy policy,
      IdSource ids,
      InstantSource time,
      RandomGenerator random) {
    this.endpoints = endpoints;
    this.policy = policy;
    this.ids = ids;
    this.time = time;
    this.random = random;
  }

  /** What became of it. */
  public sealed interface Created {
    /** Stored. */
    record Stored(Endpoint endpoint) implements Created {}

    /** The request is not valid. */
    record Invalid(List<FieldError> details) implements Created {
      public Invalid {
        details = List.copyOf(details);
      }
    }

    /** The organisation has {@link Endpoint#MAX_PER_ORGANIZATION} endpoints already. */
    record TooMany() implements Created {}
  }

  public Created create(OrgId organization, JsonObject body) {
    return switch (EndpointDraft.read(body, policy)) {
      case EndpointDraft.Reading.Bad(List<FieldError> details) -> new Created.Invalid(details);
      case EndpointDraft.Reading.Good(EndpointDraft draft) -> store(organization, draft);
    };
  }

  private Created store(OrgId organization, EndpointDraft draft) {
    var endpoint =
        new Endpoint(
            EndpointId.of(ids.next()),
            organization,
            receiver(draft),
            draft.events(),
            draft.description(),
            Endpoint.Health.NEW,
            time.instant(),
            0);
    return endpoints.create(endpoint) ? new Created.Stored(endpoint) : new Created.TooMany();
  }

  private Receiver receiver(EndpointDraft draft) {
    return draft.url() == null
        ? new Receiver.Pull()
        : new Receiver.Push(
            draft.url(), draft.headers(), SigningSecrets.of(WebhookSecret.generate(random)));
  }
}
