package dev.modelroute.webhooks;

/** Where messages go that nobody can read; an alarm watches it. */
@FunctionalInterface
public interface DeadLetters {
  /** Keeps a message for the operator. Its body may be anything and must not be logged. */
  void keep(QueueMessage message);
}
