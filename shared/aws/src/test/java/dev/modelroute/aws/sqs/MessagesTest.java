package dev.modelroute.aws.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.flow.PollQueue.PollTicket;
import dev.modelroute.core.webhook.DeliveryId;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.core.webhook.WebhookEvent.Slot;
import dev.modelroute.core.webhook.WebhookMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessagesTest {
  private static final UUID ID = UUID.fromString("01890000-0000-7000-8000-000000000001");
  private static final ExecutionId EXECUTION = ExecutionId.of(ID);

  @Test
  void messages_have_the_documented_shapes_and_come_back() {
    PollTicket ticket = new PollTicket(EXECUTION, 2, 7);
    String poll =
        "{\"execution_id\":\"exec_01890000-0000-7000-8000-000000000001\",\"attempt\":2,\"n\":7}";
    assertEquals(poll, PollMessage.format(ticket));
    assertEquals(Optional.of(ticket), PollMessage.parse(poll));

    WebhookMessage event = new WebhookMessage.Publish(new Outbox.Entry(EXECUTION, Slot.FINAL));
    assertEquals(
        "{\"kind\":\"event\",\"execution_id\":\"" + EXECUTION + "\",\"slot\":\"final\"}",
        event.toText());
    assertEquals(Optional.of(event), WebhookMessage.parse(event.toText()));

    WebhookMessage delivery =
        new WebhookMessage.Deliver(DeliveryId.of(ID), Instant.parse("2026-03-01T12:00:00Z"));
    assertEquals(
        "{\"kind\":\"delivery\",\"delivery_id\":\"dlv_"
            + ID
            + "\",\"not_before\":\"2026-03-01T12:00:00Z\"}",
        delivery.toText());
    assertEquals(Optional.of(delivery), WebhookMessage.parse(delivery.toText()));
  }

  @Test
  void what_is_none_of_ours_is_empty() {
    String poll = PollMessage.format(new PollTicket(EXECUTION, 2, 7));
    List<String> strangers =
        List.of(
            "",
            "x",
            "[]",
            "{}",
            poll.replace("exec_", "file_"),
            poll.replace(":2", ":2.5"),
            poll.replace(":2", ":-1"),
            poll.replace(":7", ":99999999999"),
            poll.replace(":7", ":\"7\""));
    for (String stranger : strangers) {
      assertEquals(Optional.empty(), PollMessage.parse(stranger), stranger);
    }
    String event = new WebhookMessage.Publish(new Outbox.Entry(EXECUTION, Slot.STARTED)).toText();
    String delivery = new WebhookMessage.Deliver(DeliveryId.of(ID), Instant.EPOCH).toText();
    strangers =
        List.of(
            "",
            "null",
            poll,
            event.replace("event", "evnt"),
            event.replace("started", "begun"),
            event.replace("exec_", ""),
            delivery.replace("dlv_", ""),
            delivery.replace("1970-", "x"));
    for (String stranger : strangers) {
      assertEquals(Optional.empty(), WebhookMessage.parse(stranger), stranger);
    }
  }
}
