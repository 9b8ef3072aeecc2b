package dev.modelroute.aws.dynamo;

import dev.modelroute.testkit.contract.BudgetContract;
import dev.modelroute.testkit.contract.Stores;

class DynamoBudgetTest extends BudgetContract {
  @Override
  protected Stores newStores() {
    return EmbeddedStores.fresh();
  }
}
