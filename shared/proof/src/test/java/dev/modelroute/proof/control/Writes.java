package dev.modelroute.proof.control;

import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.webhook.WebhookEvent;

/** The writes of a settle that has no transaction, each a call of its own. */
public interface Writes {
  void balance(Execution ended);

  void entries(Execution ended);

  void state(Execution ended, WebhookEvent event);
}
