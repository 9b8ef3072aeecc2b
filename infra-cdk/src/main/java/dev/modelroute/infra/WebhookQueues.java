package dev.modelroute.infra;

import dev.modelroute.aws.queue.Queues;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/**
 * Events and deliveries on their way out. A standard queue: with the endpoint as message group it
 * is fair, and one slow receiver holds up nobody else.
 */
final class WebhookQueues extends Construct {
  private static final int BATCH = 5;
  private static final int MAX_CONCURRENCY = 100;

  private final DeadLetters queues;

  WebhookQueues(Construct scope, IKey key) {
    super(scope, "WebhookQueues");
    queues = DeadLetters.of(this, Queues.WEBHOOKS, key);
  }

  DeadLetters queues() {
    return queues;
  }

  void deliverTo(JavaFunction consumer) {
    queues.deliverTo(consumer, BATCH, MAX_CONCURRENCY);
  }
}
