package dev.modelroute.wiring;

import dev.modelroute.core.id.IdSource;
import dev.modelroute.core.webhook.AddressPolicy;
import dev.modelroute.core.webhook.CreateEndpoint;
import dev.modelroute.core.webhook.DeleteEndpoint;
import dev.modelroute.core.webhook.DeliverySettings;
import dev.modelroute.core.webhook.DeliveryStore;
import dev.modelroute.core.webhook.EnableEndpoint;
import dev.modelroute.core.webhook.EndpointStore;
import dev.modelroute.core.webhook.FindDelivery;
import dev.modelroute.core.webhook.FindEndpoint;
import dev.modelroute.core.webhook.ListEndpoints;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.core.webhook.RecordPull;
import dev.modelroute.core.webhook.RecoverDeliveries;
import dev.modelroute.core.webhook.ResendDelivery;
import dev.modelroute.core.webhook.RotateSecret;
import dev.modelroute.core.webhook.SendTestEvent;
import dev.modelroute.core.webhook.ShowDefaultSecret;
import dev.modelroute.core.webhook.TestEvents;
import dev.modelroute.core.webhook.UpdateEndpoint;
import dev.modelroute.core.webhook.WebhookEvents;
import dev.modelroute.core.webhook.WebhookPorts;
import dev.modelroute.core.webhook.WebhookQueue;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** The verbs of webhooks that callers ask for. */
@Factory
final class WebhookApiWiring {
  @Singleton
  CreateEndpoint createEndpoint(
      EndpointStore endpoints,
      AddressPolicy policy,
      IdSource ids,
      InstantSource time,
      RandomGenerator random) {
    return new CreateEndpoint(endpoints, policy, ids, time, random);
  }

  @Singleton
  ListEndpoints listEndpoints(EndpointStore endpoints) {
    return new ListEndpoints(endpoints);
  }

  @Singleton
  FindEndpoint findEndpoint(EndpointStore endpoints) {
    return new FindEndpoint(endpoints);
  }

  @Singleton
  UpdateEndpoint updateEndpoint(EndpointStore endpoints, AddressPolicy policy) {
    return new UpdateEndpoint(endpoints, policy);
  }

  @Singleton
  DeleteEndpoint deleteEndpoint(EndpointStore endpoints) {
    return new DeleteEndpoint(endpoints);
  }

  @Singleton
  RotateSecret rotateSecret(EndpointStore endpoints, InstantSource time, RandomGenerator random) {
    return new RotateSecret(endpoints, time, random);
  }

  @Singleton
  ShowDefaultSecret showDefaultSecret(EndpointStore endpoints, RandomGenerator random) {
    return new ShowDefaultSecret(endpoints, random);
  }

  @Singleton
  EnableEndpoint enableEndpoint(EndpointStore endpoints, WebhookQueue queue, InstantSource time) {
    return new EnableEndpoint(endpoints, queue, time);
  }

  @Singleton
  RecoverDeliveries recoverDeliveries(
      EndpointStore endpoints, WebhookQueue queue, InstantSource time) {
    return new RecoverDeliveries(endpoints, queue, time);
  }

  @Singleton
  SendTestEvent sendTestEvent(
      WebhookPorts ports,
      WebhookEvents events,
      IdSource ids,
      DeliverySettings settings,
      InstantSource time) {
    return new SendTestEvent(ports, new TestEvents(events, ids), settings.schedule(), time);
  }

  @Singleton
  FindDelivery findDelivery(DeliveryStore deliveries, Outbox outbox) {
    return new FindDelivery(deliveries, outbox);
  }

  @Singleton
  ResendDelivery resendDelivery(WebhookPorts ports, DeliverySettings settings, InstantSource time) {
    return new ResendDelivery(ports, settings.schedule(), time);
  }

  @Singleton
  RecordPull recordPull(WebhookPorts ports, InstantSource time) {
    return new RecordPull(ports, time);
  }
}
