package dev.modelroute.testkit.memory;

import dev.modelroute.testkit.contract.LedgerContract;
import dev.modelroute.testkit.contract.Stores;

class MemoryLedgerTest extends LedgerContract {
  @Override
  protected Stores newStores() {
    return new MemoryPlatform();
  }
}
