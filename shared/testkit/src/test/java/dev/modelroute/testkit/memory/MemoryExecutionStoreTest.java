package dev.modelroute.testkit.memory;

import dev.modelroute.testkit.contract.ExecutionStoreContract;
import dev.modelroute.testkit.contract.Stores;

class MemoryExecutionStoreTest extends ExecutionStoreContract {
  @Override
  protected Stores newStores() {
    return new MemoryPlatform();
  }
}
