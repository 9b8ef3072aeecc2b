package dev.modelroute.webhooks;

import dev.modelroute.core.webhook.DeliveryId;

/** What an operator should know of a batch. */
public interface BatchLog {
  /** A message is given back to the queue. */
  void failed(QueueMessage message, RuntimeException failure);

  /** A delivery was the last that its endpoint failed: it is switched off. */
  void switchedOff(DeliveryId delivery);
}
