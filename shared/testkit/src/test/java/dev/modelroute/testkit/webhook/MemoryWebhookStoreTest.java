package dev.modelroute.testkit.webhook;

import dev.modelroute.core.webhook.DeliveryStore;
import dev.modelroute.core.webhook.EndpointStore;
import dev.modelroute.testkit.contract.DeliveryRoundContract;
import dev.modelroute.testkit.contract.DeliveryStoreContract;
import dev.modelroute.testkit.contract.EndpointStoreContract;
import org.junit.jupiter.api.Nested;

class MemoryWebhookStoreTest {
  private final MemoryWebhookStore store = new MemoryWebhookStore();

  @Nested
  class Endpoints extends EndpointStoreContract {
    @Override
    protected EndpointStore endpoints() {
      return store;
    }
  }

  @Nested
  class Deliveries extends DeliveryStoreContract {
    @Override
    protected DeliveryStore deliveries() {
      return store;
    }
  }

  @Nested
  class Rounds extends DeliveryRoundContract {
    @Override
    protected DeliveryStore deliveries() {
      return store;
    }
  }
}
