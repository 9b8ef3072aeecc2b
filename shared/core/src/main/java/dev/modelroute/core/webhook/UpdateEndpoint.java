package dev.modelroute.core.webhook;

import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** Changes an endpoint's address, events, description or headers; its secret and health stay. */
public final class UpdateEndpoint {
  private final EndpointStore endpoints;
  private final AddressPolicy policy;

  public UpdateEndpoint(EndpointStore endpoints, AddressPolicy policy) {
    this.endpoints = endpoints;
    this.policy = policy;
  }

  /** What became of it. */
  public sealed interface Updated {
    /** Stored. */
    record Stored(Endpoint endpoint) implements Updated {}

    /** The request is not valid. */
    record Invalid(List<FieldError> details) implements Updated {
      public Invalid {
        details = List.copyOf(details);
      }
    }

    /** Somebody else changed it at the same moment. */
    record Outrun() implements Updated {}

    record NotFound() implements Updated {}
  }

  /**
   * @param id as the caller wrote it
   * @param body the members to change
   */
  public Updated update(OrgId organization, String id, JsonObject body) {
    Optional<Endpoint> present =
        EndpointId.parse(id).flatMap(known -> endpoints.find(organization, known));
    if (present.isEmpty()) {
      return new Updated.NotFound();
    }
    return switch (EndpointDraft.readChange(body, present.get(), policy)) {
      case EndpointDraft.Reading.Bad(List<FieldError> details) -> new Updated.Invalid(details);
      case EndpointDraft.Reading.Good(EndpointDraft draft) -> store(present.get(), draft);
    };
  }

  private Updated store(Endpoint present, EndpointDraft draft) {
    Endpoint next =
        present.changed(receiver(present.receiver(), draft), draft.events(), draft.description());
    return endpoints.replace(next) ? new Updated.Stored(next) : new Updated.Outrun();
  }

  private static Receiver receiver(Receiver present, EndpointDraft draft) {
    return switch (present) {
      case Receiver.Push push ->
          new Receiver.Push(
              draft.url() == null ? push.url() : draft.url(), draft.headers(), push.secrets());
      case Receiver.Pull pull -> pull;
    };
  }
}
