package dev.modelroute.wiring;

import dev.modelroute.core.file.RemoteFetcher;
import dev.modelroute.core.metric.Metrics;
import dev.modelroute.core.upkeep.ResendDeliveries;
import dev.modelroute.core.webhook.AddressPolicy;
import dev.modelroute.core.webhook.DeliverWebhook;
import dev.modelroute.core.webhook.DeliverySettings;
import dev.modelroute.core.webhook.DeliveryStore;
import dev.modelroute.core.webhook.EndpointStore;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.core.webhook.PublishEvent;
import dev.modelroute.core.webhook.ReopenDeliveries;
import dev.modelroute.core.webhook.WebhookPorts;
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
  PublishEvent publishEvent(WebhookPorts ports, DeliverySettings settings, InstantSource time) {
    return new PublishEvent(ports, settings.schedule(), time);
  }

  @Singleton
  WebhookPorts webhookPorts(
      Outbox outbox,
      EndpointStore endpoints,
      DeliveryStore deliveries,
      WebhookQueue queue,
      Metrics metrics) {
    return new WebhookPorts(outbox, endpoints, deliveries, queue, metrics);
  }

  @Singleton
  DeliverWebhook deliverWebhook(
      WebhookPorts ports,
      WebhookSender sender,
      DeliverySettings settings,
      InstantSource time,
      RandomGenerator random) {
    return new DeliverWebhook(ports, sender, settings, time, random);
  }

  @Singleton
  ReopenDeliveries reopenDeliveries(
      WebhookPorts ports, DeliverySettings settings, InstantSource time) {
    return new ReopenDeliveries(ports, settings.schedule(), time);
  }

  @Singleton
  ResendDeliveries resendDeliveries(
      DeliveryStore deliveries, WebhookQueue queue, InstantSource time) {
    return new ResendDeliveries(deliveries, queue, time);
  }

  @Singleton
  DeliverySettings deliverySettings(Settings settings) {
    return WebhookSettings.read(settings);
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
