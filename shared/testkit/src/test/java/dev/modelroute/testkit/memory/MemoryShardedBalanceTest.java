package dev.modelroute.testkit.memory;

import dev.modelroute.testkit.contract.ShardedBalanceContract;
import dev.modelroute.testkit.contract.Stores;

class MemoryShardedBalanceTest extends ShardedBalanceContract {
  @Override
  protected Stores newStores() {
    return new MemoryPlatform();
  }
}
