package dev.modelroute.testkit.memory;

import dev.modelroute.testkit.contract.ExecutionListContract;
import dev.modelroute.testkit.contract.Stores;

class MemoryExecutionListTest extends ExecutionListContract {
  @Override
  protected Stores newStores() {
    return new MemoryPlatform();
  }
}
