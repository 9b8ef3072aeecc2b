package dev.modelroute.infra;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/** Delayed reminders to ask a provider for a job, and the function that asks. */
final class PollQueue extends Construct {
  /** Six times the function's timeout, as AWS advises for a source that batches and retries. */
  static final Duration VISIBILITY =
      Duration.seconds(6 * PlatformFunction.POLL.timeout().toSeconds().intValue());

  private static final int BATCH = 5;
  private static final int MAX_CONCURRENCY = 50;

  private final DeadLetters queues;

  PollQueue(Construct scope, IKey key) {
    super(scope, "Polls");
    queues = DeadLetters.with(this, "Polls", key, VISIBILITY);
  }

  DeadLetters queues() {
    return queues;
  }

  void deliverTo(JavaFunction consumer) {
    queues.deliverTo(consumer, BATCH, MAX_CONCURRENCY);
  }
}
