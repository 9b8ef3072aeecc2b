package dev.modelroute.proof.embedded;

import dev.modelroute.aws.dynamo.DynamoPlatform;
import dev.modelroute.core.execution.AttemptStore;
import dev.modelroute.core.execution.ExecutionStore;
import dev.modelroute.core.identity.KeyStore;
import dev.modelroute.core.money.Ledger;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.testkit.contract.Stores;

/** The adapters under test. */
record EmbeddedStores(DynamoPlatform platform) implements Stores {
  @Override
  public ExecutionStore executions() {
    return platform.executions();
  }

  @Override
  public AttemptStore attempts() {
    return platform.attempts();
  }

  @Override
  public Ledger ledger() {
    return platform.ledger();
  }

  @Override
  public KeyStore keys() {
    return platform.keys();
  }

  @Override
  public Outbox outbox() {
    return platform.outbox();
  }
}
