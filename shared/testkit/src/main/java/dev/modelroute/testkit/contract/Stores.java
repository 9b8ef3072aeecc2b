package dev.modelroute.testkit.contract;

import dev.modelroute.core.execution.AttemptStore;
import dev.modelroute.core.execution.ExecutionStore;
import dev.modelroute.core.identity.KeyStore;
import dev.modelroute.core.money.Ledger;
import dev.modelroute.core.webhook.Outbox;

/** The stores that share rows: one set is one platform's data. */
public interface Stores {
  ExecutionStore executions();

  AttemptStore attempts();

  Ledger ledger();

  KeyStore keys();

  Outbox outbox();
}
