package dev.modelroute.aws.dynamo;

import dev.modelroute.testkit.contract.LedgerReadContract;
import dev.modelroute.testkit.contract.Stores;

class DynamoLedgerReadTest extends LedgerReadContract {
  @Override
  protected Stores newStores() {
    return EmbeddedStores.fresh();
  }
}
