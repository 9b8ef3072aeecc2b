package dev.modelroute.core.webhook;

/** What the verbs of webhooks work on. */
public record WebhookPorts(
    Outbox outbox, EndpointStore endpoints, DeliveryStore deliveries, WebhookQueue queue) {}
