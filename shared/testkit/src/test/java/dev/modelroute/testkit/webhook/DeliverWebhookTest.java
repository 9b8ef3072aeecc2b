package dev.modelroute.testkit.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.modelroute.core.webhook.DeliverWebhook.Result;
import dev.modelroute.core.webhook.Delivery;
import dev.modelroute.core.webhook.DeliveryAttempt;
import dev.modelroute.core.webhook.DeliveryId;
import dev.modelroute.core.webhook.Endpoint;
import dev.modelroute.core.webhook.EventType;
import dev.modelroute.core.webhook.WebhookSecret;
import dev.modelroute.core.webhook.WebhookSignature;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeliverWebhookTest {
  private final WebhookStage stage = new WebhookStage();

  @Test
  void a_delivery_is_signed_with_the_endpoints_secret_and_recorded() {
    Endpoint endpoint = stage.endpoint();
    DeliveryId id = stage.delivery(null);
    assertEquals(new Result.Taken(1), stage.step());

    ScriptedSender.Sent sent = stage.sent().getFirst();
    byte[] body = sent.body().getBytes(StandardCharsets.UTF_8);
    Map<String, String> signature =
        WebhookSignature.headers(
            stage.row(id).event(), WebhookStage.NOON, body, List.of(WebhookStage.SECRET));
    signature.forEach((name, value) -> assertEquals(value, sent.headers().get(name), name));
    assertEquals("ModelRoute-Webhooks/1.0", sent.headers().get("User-Agent"));
    assertEquals("application/json", sent.headers().get("Content-Type"));
    assertEquals("blue", sent.headers().get("X-Team"));
    assertFalse(sent.headers().containsKey("Host"), "reserved headers stay out");
    assertEquals(Delivery.State.DELIVERED, stage.row(id).state());
    DeliveryAttempt attempt = stage.store.attempts(id).getFirst();
    assertEquals(200, attempt.status());
    assertNull(attempt.errorClass());
    Endpoint after = stage.store.find(stage.organization, endpoint.id()).orElseThrow();
    assertEquals(WebhookStage.NOON, after.health().lastSuccess());
  }

  @Test
  void the_requests_own_address_is_signed_with_the_organisations_default_secret() {
    stage.delivery("https://example.com/own");
    stage.step();
    ScriptedSender.Sent sent = stage.sent().getFirst();
    WebhookSecret secret =
        stage
            .store
            .defaultSecrets(stage.organization, WebhookSecret.generate(new Random(77)))
            .current();
    String signed = sent.headers().get("X-Signature-Timestamp") + "." + sent.body();
    assertEquals(
        dev.modelroute.core.id.Digests.hmacSha256(
            secret.value().getBytes(StandardCharsets.UTF_8),
            signed.getBytes(StandardCharsets.UTF_8)),
        sent.headers().get("X-Signature"));
    assertEquals("https://example.com/own", sent.url());
  }

  @Test
  void the_last_attempt_may_succeed() {
    Endpoint endpoint = stage.endpoint();
    stage.failures(5);
    DeliveryId id = stage.delivery(null);
    assertEquals(new Result.Taken(6), stage.drain());
    assertEquals(Delivery.State.DELIVERED, stage.row(id).state());
    Endpoint after = stage.store.find(stage.organization, endpoint.id()).orElseThrow();
    assertEquals(0, after.health().failureCount());
  }

  @Test
  void an_old_message_of_a_delivery_that_went_on_is_dropped() {
    stage.endpoint();
    stage.failures(1);
    DeliveryId id = stage.delivery(null);
    stage.step();
    int waiting = stage.queue.waiting().size();
    assertEquals(new Result.Ignored(), stage.deliver.deliver(id, WebhookStage.NOON));
    assertEquals(waiting, stage.queue.waiting().size());
    assertEquals(
        new Result.Ignored(),
        stage.deliver.deliver(DeliveryId.of(UUID.randomUUID()), WebhookStage.NOON));
  }

  @Test
  void nothing_is_sent_after_a_day() {
    stage.endpoint();
    DeliveryId id = stage.delivery(null);
    stage.time.advance(Duration.ofHours(24).plusSeconds(1));
    assertEquals(new Result.UsedUp(false), stage.step());
    assertEquals(Delivery.State.FAILED, stage.row(id).state());
    assertEquals(List.of(), stage.sent());
  }

  @Test
  void an_event_type_nobody_wants_is_never_sent() {
    stage.endpoint(EventType.FAILED);
    stage.publish.publish(stage.event(EventType.COMPLETED, null));
    assertEquals(List.of(), stage.queue.waiting());
  }

  @Test
  void a_delivery_is_used_up_after_six_attempts_with_one_event_id() {
    stage.endpoint();
    stage.failures(6);
    DeliveryId id = stage.delivery(null);
    assertEquals(new Result.UsedUp(false), stage.drain());
    assertEquals(6, stage.sent().size());
    assertEquals(
        1, stage.sent().stream().map(sent -> sent.headers().get("webhook-id")).distinct().count());
    assertEquals(6, stage.sent().stream().map(WebhookStageTimes::timestamp).distinct().count());
    assertEquals(
        List.of("http_500"),
        stage.store.attempts(id).stream().map(DeliveryAttempt::errorClass).distinct().toList());
    assertEquals(Delivery.State.FAILED, stage.row(id).state());
  }

  /** Reads sent headers. */
  private static final class WebhookStageTimes {
    static @Nullable String timestamp(ScriptedSender.Sent sent) {
      return sent.headers().get("webhook-timestamp");
    }
  }
}
