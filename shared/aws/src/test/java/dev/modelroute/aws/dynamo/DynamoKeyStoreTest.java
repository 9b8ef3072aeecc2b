package dev.modelroute.aws.dynamo;

import dev.modelroute.testkit.contract.KeyStoreContract;
import dev.modelroute.testkit.contract.Stores;

class DynamoKeyStoreTest extends KeyStoreContract {
  @Override
  protected Stores newStores() {
    return EmbeddedStores.fresh();
  }
}
