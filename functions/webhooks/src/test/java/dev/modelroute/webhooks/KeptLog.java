package dev.modelroute.webhooks;

import dev.modelroute.core.webhook.DeliveryId;
import java.util.Collection;

/** Keeps what an operator would be told. */
record KeptLog(Collection<RuntimeException> faults, Collection<DeliveryId> off)
    implements BatchLog {
  @Override
  public void failed(QueueMessage message, RuntimeException failure) {
    faults.add(failure);
  }

  @Override
  public void switchedOff(DeliveryId delivery) {
    off.add(delivery);
  }
}
