package dev.modelroute.aws.dynamo;

import dev.modelroute.testkit.contract.LedgerContract;
import dev.modelroute.testkit.contract.Stores;

class DynamoLedgerTest extends LedgerContract {
  @Override
  protected Stores newStores() {
    return EmbeddedStores.fresh();
  }
}
