package dev.modelroute.testkit.memory;

import dev.modelroute.testkit.contract.OutboxContract;
import dev.modelroute.testkit.contract.Stores;

class MemoryOutboxTest extends OutboxContract {
  @Override
  protected Stores newStores() {
    return new MemoryPlatform();
  }
}
