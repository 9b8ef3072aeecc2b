package dev.modelroute.aws.dynamo;

import dev.modelroute.testkit.contract.IdempotencyContract;
import dev.modelroute.testkit.contract.Stores;

class DynamoIdempotencyTest extends IdempotencyContract {
  @Override
  protected Stores newStores() {
    return EmbeddedStores.fresh();
  }
}
