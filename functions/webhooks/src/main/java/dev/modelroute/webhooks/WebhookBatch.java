package dev.modelroute.webhooks;

import dev.modelroute.core.webhook.DeliverWebhook;
import dev.modelroute.core.webhook.DeliveryId;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.core.webhook.PublishEvent;
import dev.modelroute.core.webhook.ReopenDeliveries;
import dev.modelroute.core.webhook.Reopening;
import dev.modelroute.core.webhook.WebhookMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Handles one batch, each message on a virtual thread of its own, so that a receiver that hangs
 * holds up no other. A delivery that was refused is not a failed message: its next attempt is
 * scheduled. Only our own faults give a message back.
 */
public final class WebhookBatch {
  private final Verbs verbs;
  private final DeadLetters deadLetters;
  private final BatchLog log;

  /** What a message may ask for. */
  public record Verbs(PublishEvent publish, DeliverWebhook deliver, ReopenDeliveries reopen) {}

  public WebhookBatch(Verbs verbs, DeadLetters deadLetters, BatchLog log) {
    this.verbs = verbs;
    this.deadLetters = deadLetters;
    this.log = log;
  }

  /**
   * Handles the messages and waits for all of them.
   *
   * @return ids of the messages to be given back, in the order they came
   */
  public List<String> handle(List<QueueMessage> messages) {
    var running = new ArrayList<Future<?>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      messages.forEach(message -> running.add(threads.submit(() -> handle(message))));
    }
    var failed = new ArrayList<String>();
    for (int i = 0; i < messages.size(); i++) {
      if (!succeeded(messages.get(i), running.get(i))) {
        failed.add(messages.get(i).messageId());
      }
    }
    return failed;
  }

  private boolean succeeded(QueueMessage message, Future<?> handled) {
    try {
      handled.get();
      return true;
    } catch (ExecutionException failure) {
      log.failed(message, asRuntime(failure.getCause()));
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static RuntimeException asRuntime(@Nullable Throwable cause) {
    return cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
  }

  private void handle(QueueMessage message) {
    Optional<WebhookMessage> read = WebhookMessage.parse(message.body());
    if (read.isEmpty()) {
      // Acknowledged: another try would read no better and would keep the queue busy.
      deadLetters.keep(message);
      return;
    }
    switch (read.get()) {
      case WebhookMessage.Publish(Outbox.Entry entry) -> verbs.publish().publish(entry);
      case WebhookMessage.Deliver(DeliveryId delivery, Instant notBefore) ->
          tell(delivery, verbs.deliver().deliver(delivery, notBefore));
      case WebhookMessage.Reopen(Reopening work) -> verbs.reopen().reopen(work);
    }
  }

  private void tell(DeliveryId delivery, DeliverWebhook.Result result) {
    if (result instanceof DeliverWebhook.Result.UsedUp(boolean switchedOff) && switchedOff) {
      log.switchedOff(delivery);
    }
  }
}
