package dev.modelroute.aws.dynamo;

import dev.modelroute.testkit.contract.ShardedBalanceContract;
import dev.modelroute.testkit.contract.Stores;

class DynamoShardedBalanceTest extends ShardedBalanceContract {
  @Override
  protected Stores newStores() {
    return EmbeddedStores.fresh();
  }
}
