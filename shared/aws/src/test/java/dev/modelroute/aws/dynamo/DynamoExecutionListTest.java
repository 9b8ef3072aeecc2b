package dev.modelroute.aws.dynamo;

import dev.modelroute.testkit.contract.ExecutionListContract;
import dev.modelroute.testkit.contract.Stores;

class DynamoExecutionListTest extends ExecutionListContract {
  @Override
  protected Stores newStores() {
    return EmbeddedStores.fresh();
  }
}
