package dev.modelroute.testkit.memory;

import dev.modelroute.testkit.contract.LedgerReadContract;
import dev.modelroute.testkit.contract.Stores;

class MemoryLedgerReadTest extends LedgerReadContract {
  @Override
  protected Stores newStores() {
    return new MemoryPlatform();
  }
}
