package dev.modelroute.wiring;

import dev.modelroute.core.file.RemoteFetcher;
import dev.modelroute.core.id.IdSource;
import dev.modelroute.core.upkeep.ResendDeliveries;
import dev.modelroute.core.webhook.AddressPolicy;
import dev.modelroute.core.webhook.CreateEndpoint;
import dev.modelroute.core.webhook.DeleteEndpoint;
import dev.modelroute.core.webhook.DeliverWebhook;
import dev.modelroute.core.webhook.DeliverySettings;
import dev.modelroute.core.webhook.DeliveryStore;
import dev.modelroute.core.webhook.EndpointStore;
import dev.modelroute.core.webhook.FindEndpoint;
import dev.modelroute.core.webhook.ListEndpoints;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.core.webhook.PublishEvent;
import dev.modelroute.core.webhook.ShowDefaultSecret;
import dev.modelroute.core.webhook.WebhookQueue;
import dev.modelroute.core.webhook.WebhookSender;
import dev.modelroute.outbound.GuardedHttpClient;
import dev.modelroute.outbound.GuardedRemoteFetcher;
import dev.modelroute.outbound.HttpWebhookSender;
import dev.modelroute.outbound.NameResolver;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;

/** The verbs of webhooks, and the guarded client that every foreign address is reached by. */
@Factory
final class WebhookWiring {
  /** For one result file of at most 150 MiB; within the Settle function's own timeout. */
  private static final Duration FETCH_DEADLINE = Duration.ofMinutes(2);

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
  DeleteEndpoint deleteEndpoint(EndpointStore endpoints) {
    return new DeleteEndpoint(endpoints);
  }

  @Singleton
  ShowDefaultSecret showDefaultSecret(EndpointStore endpoints, RandomGenerator random) {
    return new ShowDefaultSecret(endpoints, random);
  }

  @Singleton
  PublishEvent publishEvent(
      Outbox outbox,
      EndpointStore endpoints,
      DeliveryStore deliveries,
      WebhookQueue queue,
      InstantSource time) {
    return new PublishEvent(outbox, endpoints, deliveries, queue, time);
  }

  @Singleton
  DeliverWebhook.Ports deliveryPorts(
      Outbox outbox,
      EndpointStore endpoints,
      DeliveryStore deliveries,
      WebhookQueue queue,
      WebhookSender sender) {
    return new DeliverWebhook.Ports(outbox, endpoints, deliveries, queue, sender);
  }

  @Singleton
  DeliverWebhook deliverWebhook(
      DeliverWebhook.Ports ports,
      DeliverySettings settings,
      InstantSource time,
      RandomGenerator random) {
    return new DeliverWebhook(ports, settings, time, random);
  }

  @Singleton
  ResendDeliveries resendDeliveries(
      DeliveryStore deliveries, WebhookQueue queue, InstantSource time) {
    return new ResendDeliveries(deliveries, queue, time);
  }

  @Singleton
  DeliverySettings deliverySettings() {
    return DeliverySettings.STANDARD;
  }

  @Singleton
  GuardedHttpClient guardedHttp(AddressPolicy policy) throws NoSuchAlgorithmException {
    return new GuardedHttpClient(policy, NameResolver.SYSTEM, SSLContext.getDefault());
  }

  @Singleton
  WebhookSender webhookSender(GuardedHttpClient http) {
    return new HttpWebhookSender(http);
  }

  @Singleton
  RemoteFetcher remoteFetcher(GuardedHttpClient http) {
    return new GuardedRemoteFetcher(http, FETCH_DEADLINE);
  }
}
