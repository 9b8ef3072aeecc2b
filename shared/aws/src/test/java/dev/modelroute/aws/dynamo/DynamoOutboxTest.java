package dev.modelroute.aws.dynamo;

import dev.modelroute.testkit.contract.OutboxContract;
import dev.modelroute.testkit.contract.Stores;

class DynamoOutboxTest extends OutboxContract {
  @Override
  protected Stores newStores() {
    return EmbeddedStores.fresh();
  }
}
