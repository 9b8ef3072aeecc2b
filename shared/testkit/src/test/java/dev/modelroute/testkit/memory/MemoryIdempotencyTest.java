package dev.modelroute.testkit.memory;

import dev.modelroute.testkit.contract.IdempotencyContract;
import dev.modelroute.testkit.contract.Stores;

class MemoryIdempotencyTest extends IdempotencyContract {
  @Override
  protected Stores newStores() {
    return new MemoryPlatform();
  }
}
