package dev.modelroute.testkit.memory;

import dev.modelroute.testkit.contract.BudgetContract;
import dev.modelroute.testkit.contract.Stores;

class MemoryBudgetTest extends BudgetContract {
  @Override
  protected Stores newStores() {
    return new MemoryPlatform();
  }
}
