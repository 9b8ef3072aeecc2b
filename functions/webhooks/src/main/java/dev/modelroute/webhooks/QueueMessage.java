package dev.modelroute.webhooks;

/**
 * A message as the queue hands it over.
 *
 * @param messageId the queue's own id; failed messages are named by it
 */
public record QueueMessage(String messageId, String body) {}
