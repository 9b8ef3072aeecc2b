package dev.modelroute.core.webhook;

import dev.modelroute.core.metric.Metrics;

/** What the verbs of webhooks work on. */
public record WebhookPorts(
    Outbox outbox,
    EndpointStore endpoints,
    DeliveryStore deliveries,
    WebhookQueue queue,
    Metrics metrics) {}
