package dev.modelroute.aws.dynamo;

import dev.modelroute.testkit.contract.MoneyTableContract;
import dev.modelroute.testkit.contract.Stores;

class DynamoMoneyTableTest extends MoneyTableContract {
  @Override
  protected Stores newStores() {
    return EmbeddedStores.fresh();
  }
}
