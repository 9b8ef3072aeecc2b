package dev.modelroute.aws.dynamo;

import dev.modelroute.testkit.contract.ExecutionStoreContract;
import dev.modelroute.testkit.contract.Stores;

class DynamoExecutionStoreTest extends ExecutionStoreContract {
  @Override
  protected Stores newStores() {
    return EmbeddedStores.fresh();
  }
}
