package dev.modelroute.testkit.memory;

import dev.modelroute.testkit.contract.AttemptStoreContract;
import dev.modelroute.testkit.contract.Stores;

class MemoryAttemptStoreTest extends AttemptStoreContract {
  @Override
  protected Stores newStores() {
    return new MemoryPlatform();
  }
}
