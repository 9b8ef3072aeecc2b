package dev.modelroute.webhooks;

import dev.modelroute.core.webhook.DeliveryId;
import dev.modelroute.wiring.JsonLog;
import java.util.Map;

/** Tells the operator by lines of the log. */
record ConsumerLog(JsonLog log) implements BatchLog {
  @Override
  public void failed(QueueMessage message, RuntimeException failure) {
    log.fault("webhook_failed", failure, Map.of("message_id", message.messageId()));
  }

  @Override
  public void switchedOff(DeliveryId delivery) {
    log.error("webhook_endpoint_disabled", Map.of("delivery_id", delivery.value()));
  }
}
