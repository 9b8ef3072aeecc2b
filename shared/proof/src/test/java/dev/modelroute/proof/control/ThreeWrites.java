package dev.modelroute.proof.control;

import dev.modelroute.core.execution.AttemptStore;
import dev.modelroute.core.execution.ExecutionStore;
import dev.modelroute.core.identity.KeyStore;
import dev.modelroute.core.money.Ledger;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.testkit.contract.Stores;
import dev.modelroute.testkit.flow.Ground;
import dev.modelroute.testkit.memory.MemoryPlatform;

/** The twins, but their settle is three writes. */
public record ThreeWrites(MemoryPlatform twins, ExecutionStore executions) implements Stores {

  /** Ground for a platform that settles in three writes. */
  public static Ground ground() {
    Ground ground = Ground.inMemory();
    ExecutionStore wrong = ThreeWritesStore.over(ground.twins(), ground.points());
    return ground.with(new ThreeWrites(ground.twins(), wrong));
  }

  @Override
  public AttemptStore attempts() {
    return twins.attempts();
  }

  @Override
  public Ledger ledger() {
    return twins.ledger();
  }

  @Override
  public KeyStore keys() {
    return twins.keys();
  }

  @Override
  public Outbox outbox() {
    return twins.outbox();
  }
}
