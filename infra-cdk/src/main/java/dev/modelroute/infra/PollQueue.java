package dev.modelroute.infra;

import dev.modelroute.aws.queue.Queues;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/** Delayed reminders to ask a provider for a job, and the function that asks. */
final class PollQueue extends Construct {
  private static final int BATCH = 5;
  private static final int MAX_CONCURRENCY = 50;

  private final DeadLetters queues;

  PollQueue(Construct scope, IKey key) {
    super(scope, "Polls");
    queues = DeadLetters.of(this, Queues.POLLS, key);
  }

  DeadLetters queues() {
    return queues;
  }

  void deliverTo(JavaFunction consumer) {
    queues.deliverTo(consumer, BATCH, MAX_CONCURRENCY);
  }
}
