package dev.modelroute.testkit.contract;

import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.webhook.DeliveryId;
import dev.modelroute.core.webhook.Endpoint;
import dev.modelroute.core.webhook.EndpointId;
import dev.modelroute.core.webhook.EventType;
import dev.modelroute.core.webhook.Receiver;
import dev.modelroute.core.webhook.SigningSecrets;
import dev.modelroute.core.webhook.SwitchOff;
import dev.modelroute.core.webhook.WebhookSecret;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Endpoints of one organisation, not stored yet. */
record SampleEndpoints(OrgId organization, RandomGenerator random) {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  WebhookSecret secret() {
    return WebhookSecret.generate(random);
  }

  Endpoint pulling() {
    return new Endpoint(
        EndpointId.of(UUID.randomUUID()),
        organization,
        new Receiver.Pull(),
        Set.of(),
        "",
        Endpoint.Health.NEW,
        NOON,
        0);
  }

  Endpoint endpoint(int second) {
    return new Endpoint(
        EndpointId.of(UUID.randomUUID()),
        organization,
        new Receiver.Push(
            "https://example.com/hooks/" + second,
            Map.of("X-Team", "blue"),
            SigningSecrets.of(secret())),
        Set.of(EventType.COMPLETED, EventType.FAILED),
        "Größe – " + second,
        Endpoint.Health.NEW,
        NOON.plusSeconds(second),
        0);
  }

  /** Another delivery each time, so that no two tell the same. */
  static SwitchOff off(OrgId organization, EndpointId endpoint, Endpoint.Status reason) {
    return new SwitchOff(organization, endpoint, reason, DeliveryId.of(UUID.randomUUID()), NOON);
  }
}
