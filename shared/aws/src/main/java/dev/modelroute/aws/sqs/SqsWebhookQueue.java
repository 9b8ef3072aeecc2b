package dev.modelroute.aws.sqs;

import dev.modelroute.core.webhook.DeliveryId;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.core.webhook.Reopening;
import dev.modelroute.core.webhook.WebhookMessage;
import dev.modelroute.core.webhook.WebhookQueue;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Events and deliveries on SQS; bodies as in {@link WebhookMessage}. */
public final class SqsWebhookQueue implements WebhookQueue {
  /** The rows are found by an index, and the last ones written are not in it at once. */
  private static final Duration INDEX_CATCHES_UP = Duration.ofSeconds(2);

  private final SqsSender sender;
  private final @Nullable SqsSender deadLetters;

  /**
   * @param deadLetterUrl null where no messages are read
   */
  public SqsWebhookQueue(SqsClient sqs, String queueUrl, @Nullable String deadLetterUrl) {
    this.sender = new SqsSender(sqs, queueUrl);
    this.deadLetters = deadLetterUrl == null ? null : new SqsSender(sqs, deadLetterUrl);
  }

  @Override
  public void sendEvent(Outbox.Entry event) {
    sender.send(new WebhookMessage.Publish(event).toText(), null, Duration.ZERO);
  }

  @Override
  public void sendDelivery(DeliveryId delivery, String group, Duration delay, Instant notBefore) {
    if (delay.isNegative() || delay.compareTo(MAX_DELAY) > 0) {
      throw new IllegalArgumentException("a message waits 0 to 15 minutes");
    }
    sender.send(new WebhookMessage.Deliver(delivery, notBefore).toText(), group, delay);
  }

  @Override
  public void bury(String text) {
    if (deadLetters == null) {
      throw new IllegalStateException("a function without consumer has no dead letters");
    }
    deadLetters.send(text, null, Duration.ZERO);
  }

  @Override
  public void sendReopening(Reopening work) {
    sender.send(
        new WebhookMessage.Reopen(work).toText(), work.endpoint().value(), INDEX_CATCHES_UP);
  }
}
