package dev.modelroute.webhooks;

/** Told of every message that is given back to the queue. */
@FunctionalInterface
public interface BatchLog {
  void failed(QueueMessage message, RuntimeException failure);
}
