package dev.modelroute.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.core.webhook.WebhookEvent;
import dev.modelroute.core.webhook.WebhookMessage;
import dev.modelroute.webhooks.WebhookConsumer;
import dev.modelroute.workflow.DispatchHandler;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookConsumerTest {
  private final Functions functions = new Functions();
  private final WebhookConsumer webhooks = new WebhookConsumer(functions.context);

  @AfterEach
  void close() {
    functions.close();
  }

  private Execution started() throws IOException {
    Execution execution = functions.submit("sim-image", Map.of());
    Functions.call(
        new DispatchHandler(functions.context),
        Functions.state(execution.id(), "token", "t-" + execution.id()));
    return execution;
  }

  private static String publish(Execution execution) {
    return new WebhookMessage.Publish(new Outbox.Entry(execution.id(), WebhookEvent.Slot.STARTED))
        .toText();
  }

  @Test
  void an_event_fans_out_and_its_delivery_is_posted() throws IOException {
    String event = publish(started());
    assertEquals(Functions.failures(), Functions.call(webhooks, Functions.batch(List.of(event))));
    assertEquals(Functions.failures(), Functions.call(webhooks, Functions.batch(deliveries())));
    assertEquals(1, functions.sender.sent().size());
    assertEquals("https://receiver.example/hook", functions.sender.sent().getFirst().url());
  }

  @Test
  void only_the_message_that_met_a_fault_of_ours_comes_again() throws IOException {
    Execution sick = started();
    Execution well = started();
    functions.storeOutage.about(sick.id());
    List<String> bodies = List.of("?", publish(sick), publish(well));
    assertEquals(Functions.failures("m1"), Functions.call(webhooks, Functions.batch(bodies)));
    assertEquals(1, functions.platform.webhooks().deliveries().size());
    assertEquals(List.of("?"), functions.platform.webhooks().buried());
    assertTrue(functions.log().contains("webhook_message_unreadable"), functions::log);
    assertTrue(functions.log().contains("webhook_failed"), functions::log);
    assertFalse(functions.log().contains("secret text"), functions::log);
  }

  private List<String> deliveries() {
    return functions.platform.webhooks().takeDeliveries().stream()
        .map(queued -> new WebhookMessage.Deliver(queued.delivery(), queued.notBefore()).toText())
        .toList();
  }
}
