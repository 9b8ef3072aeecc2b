package dev.modelroute.aws.queue;

import java.time.Duration;

/**
 * A standard queue with its dead-letter queue.
 *
 * @param name short name; the real one is {@link #nameWith}
 * @param visibilityTimeout how long a message taken is hidden: six times the consumer's timeout, so
 *     that no message comes twice while its consumer still works
 * @param maxReceiveCount deliveries before a message goes to the dead-letter queue
 */
public record QueueDefinition(String name, Duration visibilityTimeout, int maxReceiveCount) {
  private static final String DEAD_LETTER_SUFFIX = "-dead";

  /**
   * The name in an account and region.
   *
   * @param prefix of one deployment, {@code modelroute-prod-} for example
   */
  public String nameWith(String prefix) {
    return prefix + name;
  }

  /** The name of its dead-letter queue. */
  public String deadLetterNameWith(String prefix) {
    return nameWith(prefix) + DEAD_LETTER_SUFFIX;
  }
}
