package dev.modelroute.aws.sqs;

import dev.modelroute.core.id.StoreUnavailableException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Sends to one queue. */
final class SqsSender {
  private final SqsClient sqs;
  private final String queueUrl;

  SqsSender(SqsClient sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
  }

  /**
   * Sends one message.
   *
   * @param group on a standard queue: whose messages it counts to when SQS keeps one sender from
   *     holding up the others; null = nobody's
   * @param delay rounded up to whole seconds, so that nothing comes early
   */
  void send(String body, @Nullable String group, Duration delay) {
    int seconds = (int) Math.max(0, Math.ceilDiv(delay.toMillis(), 1000L));
    try {
      sqs.sendMessage(request ->
          request.queueUrl(queueUrl).messageBody(body).messageGroupId(group).delaySeconds(seconds));
    } catch (SdkException failed) {
      throw new StoreUnavailableException("SQS did not take a message", failed);
    }
  }
}
