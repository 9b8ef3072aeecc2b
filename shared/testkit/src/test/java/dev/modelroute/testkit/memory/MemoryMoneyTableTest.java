package dev.modelroute.testkit.memory;

import dev.modelroute.testkit.contract.MoneyTableContract;
import dev.modelroute.testkit.contract.Stores;

class MemoryMoneyTableTest extends MoneyTableContract {
  @Override
  protected Stores newStores() {
    return new MemoryPlatform();
  }
}
