package dev.modelroute.testkit.webhook;

import dev.modelroute.core.webhook.DeliveryId;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.core.webhook.Reopening;
import dev.modelroute.core.webhook.WebhookMessage;
import dev.modelroute.core.webhook.WebhookQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A webhook queue whose messages become visible with time, for tests that play the consumer. */
public final class TimedWebhookQueue implements WebhookQueue {
  private final InstantSource time;
  private final List<Queued> messages = new ArrayList<>();
  private final List<String> buried = new ArrayList<>();

  /** A message as it waits. */
  public record Queued(WebhookMessage message, String group, Duration delay, Instant visibleAt) {}

  public TimedWebhookQueue(InstantSource time) {
    this.time = time;
  }

  @Override
  public void sendEvent(Outbox.Entry event) {
    add(new WebhookMessage.Publish(event), event.execution().value(), Duration.ZERO);
  }

  @Override
  public void sendDelivery(DeliveryId delivery, String group, Duration delay, Instant notBefore) {
    add(new WebhookMessage.Deliver(delivery, notBefore), group, delay);
  }

  @Override
  public void sendReopening(Reopening work) {
    add(new WebhookMessage.Reopen(work), work.endpoint().value(), Duration.ZERO);
  }

  @Override
  public synchronized void bury(String text) {
    buried.add(text);
  }

  /** Messages that nobody could read. */
  public synchronized List<String> buried() {
    return List.copyOf(buried);
  }

  private synchronized void add(WebhookMessage message, String group, Duration delay) {
    if (delay.isNegative() || delay.compareTo(MAX_DELAY) > 0) {
      throw new IllegalArgumentException("no queue takes this delay: " + delay);
    }
    // Through its text and back, as over a wire.
    WebhookMessage arrived = WebhookMessage.parse(message.toText()).orElseThrow();
    messages.add(new Queued(arrived, group, delay, time.instant().plus(delay)));
  }

  /** Takes the message that becomes visible first, visible yet or not. */
  public synchronized Optional<Queued> take() {
    Optional<Queued> first = messages.stream().min(Comparator.comparing(Queued::visibleAt));
    first.ifPresent(messages::remove);
    return first;
  }

  /** Takes messages that are visible by now, oldest first. */
  public synchronized List<Queued> takeVisible(int most) {
    List<Queued> taken =
        messages.stream()
            .filter(message -> !message.visibleAt().isAfter(time.instant()))
            .limit(most)
            .toList();
    messages.removeAll(taken);
    return taken;
  }

  /** Puts a message back whose consumer never came to its end. */
  public synchronized void again(Queued message, Duration hidden) {
    messages.add(
        new Queued(message.message(), message.group(), hidden, time.instant().plus(hidden)));
  }

  /** Everything that waits. */
  public synchronized List<Queued> waiting() {
    return List.copyOf(messages);
  }

  /** Loses everything, as no queue should. */
  public synchronized void lose() {
    messages.clear();
  }
}
