package dev.modelroute.testkit.memory;

import dev.modelroute.testkit.contract.KeyStoreContract;
import dev.modelroute.testkit.contract.Stores;

class MemoryKeyStoreTest extends KeyStoreContract {
  @Override
  protected Stores newStores() {
    return new MemoryPlatform();
  }
}
