package dev.modelroute.testkit.memory;

import dev.modelroute.core.webhook.DeliveryId;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.core.webhook.Reopening;
import dev.modelroute.core.webhook.WebhookQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Records events and deliveries; a test takes them and plays the consumer. */
public final class MemoryWebhookQueue implements WebhookQueue {
  private final List<Outbox.Entry> events = new ArrayList<>();
  private final List<QueuedDelivery> deliveries = new ArrayList<>();
  private final List<Reopening> reopenings = new ArrayList<>();
  private final List<String> buried = new ArrayList<>();

  MemoryWebhookQueue() {}

  /** A delivery as the queue would carry it. */
  public record QueuedDelivery(
      DeliveryId delivery, String group, Duration delay, Instant notBefore) {}

  @Override
  public synchronized void sendEvent(Outbox.Entry event) {
    events.add(event);
  }

  @Override
  public synchronized void sendDelivery(
      DeliveryId delivery, String group, Duration delay, Instant notBefore) {
    if (delay.isNegative() || delay.compareTo(MAX_DELAY) > 0) {
      throw new IllegalArgumentException("a message waits 0 to 15 minutes");
    }
    deliveries.add(new QueuedDelivery(delivery, group, delay, notBefore));
  }

  @Override
  public synchronized void sendReopening(Reopening work) {
    reopenings.add(work);
  }

  @Override
  public synchronized void bury(String text) {
    buried.add(text);
  }

  /** Messages that nobody could read. */
  public synchronized List<String> buried() {
    return List.copyOf(buried);
  }

  /** Takes out all work of sending again. */
  public synchronized List<Reopening> takeReopenings() {
    List<Reopening> taken = List.copyOf(reopenings);
    reopenings.clear();
    return taken;
  }

  /** Events that wait, in the order they came. */
  public synchronized List<Outbox.Entry> events() {
    return List.copyOf(events);
  }

  /** Deliveries that wait, in the order they came. */
  public synchronized List<QueuedDelivery> deliveries() {
    return List.copyOf(deliveries);
  }

  /** Takes all events out. */
  public synchronized List<Outbox.Entry> takeEvents() {
    List<Outbox.Entry> taken = List.copyOf(events);
    events.clear();
    return taken;
  }

  /** Takes all deliveries out. */
  public synchronized List<QueuedDelivery> takeDeliveries() {
    List<QueuedDelivery> taken = List.copyOf(deliveries);
    deliveries.clear();
    return taken;
  }
}
