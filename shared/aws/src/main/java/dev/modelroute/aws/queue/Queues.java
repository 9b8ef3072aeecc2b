package dev.modelroute.aws.queue;

import java.time.Duration;
import java.util.List;

/** All queues. */
public final class Queues {
  private static final int MAX_RECEIVE_COUNT = 5;

  /** Delayed polls; the consumer's timeout is 30 s. */
  public static final QueueDefinition POLLS =
      new QueueDefinition("polls", Duration.ofMinutes(3), MAX_RECEIVE_COUNT);

  /** Events to fan out and deliveries to make; the consumer's timeout is 45 s. */
  public static final QueueDefinition WEBHOOKS =
      new QueueDefinition("webhooks", Duration.ofSeconds(270), MAX_RECEIVE_COUNT);

  /** Every queue, for whoever creates them. */
  public static final List<QueueDefinition> ALL = List.of(POLLS, WEBHOOKS);

  private Queues() {}
}
