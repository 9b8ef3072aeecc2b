package dev.modelroute.aws.dynamo;

import dev.modelroute.testkit.contract.AttemptStoreContract;
import dev.modelroute.testkit.contract.Stores;

class DynamoAttemptStoreTest extends AttemptStoreContract {
  @Override
  protected Stores newStores() {
    return EmbeddedStores.fresh();
  }
}
