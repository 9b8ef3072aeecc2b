package dev.modelroute.aws.sqs;

import dev.modelroute.core.flow.PollQueue;
import java.time.Duration;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Poll reminders on SQS; bodies as in {@link PollMessage}. */
public final class SqsPollQueue implements PollQueue {
  private final SqsSender sender;

  public SqsPollQueue(SqsClient sqs, String queueUrl) {
    this.sender = new SqsSender(sqs, queueUrl);
  }

  @Override
  public void remind(PollTicket ticket, Duration delay) {
    Duration cut = delay.compareTo(MAX_DELAY) > 0 ? MAX_DELAY : delay;
    sender.send(PollMessage.format(ticket), null, cut);
  }
}
