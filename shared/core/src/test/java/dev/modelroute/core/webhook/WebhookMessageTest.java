package dev.modelroute.core.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.modelroute.core.execution.ExecutionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WebhookMessageTest {
  @Test
  void both_kinds_survive_their_text() {
    ExecutionId execution = ExecutionId.of(UUID.fromString("00000000-0000-7000-8000-000000000001"));
    DeliveryId delivery = DeliveryId.of(UUID.fromString("00000000-0000-7000-8000-000000000002"));
    for (WebhookMessage message :
        List.of(
            new WebhookMessage.Publish(new Outbox.Entry(execution, WebhookEvent.Slot.STARTED)),
            new WebhookMessage.Publish(new Outbox.Entry(execution, WebhookEvent.Slot.FINAL)),
            new WebhookMessage.Deliver(delivery, Instant.parse("2026-03-01T12:00:00Z")))) {
      assertEquals(Optional.of(message), WebhookMessage.parse(message.toText()));
    }
  }

  @Test
  void anything_else_is_no_message() {
    for (String text :
        List.of(
            "",
            "[]",
            "{}",
            "{\"kind\":\"event\"}",
            "{\"kind\":\"event\",\"execution_id\":\"exec_1\",\"slot\":\"final\"}",
            "{\"kind\":\"delivery\",\"delivery_id\":\"dlv_00000000-0000-7000-8000-000000000002\"}",
            "{\"kind\":\"delivery\",\"delivery_id\":\"dlv_00000000-0000-7000-8000-000000000002\","
                + "\"not_before\":\"soon\"}")) {
      assertEquals(Optional.empty(), WebhookMessage.parse(text), text);
    }
  }
}
