package dev.modelroute.testkit.webhook;

import dev.modelroute.core.audit.AuditLog;
import dev.modelroute.core.webhook.DeliveryStore;
import dev.modelroute.core.webhook.EndpointStore;
import dev.modelroute.testkit.contract.DeliveryRoundContract;
import dev.modelroute.testkit.contract.DeliveryStoreContract;
import dev.modelroute.testkit.contract.EndpointHealthContract;
import dev.modelroute.testkit.contract.EndpointStoreContract;
import dev.modelroute.testkit.memory.MemoryAuditLog;
import org.junit.jupiter.api.Nested;

class MemoryWebhookStoreTest {
  private final MemoryAuditLog log = new MemoryAuditLog();
  private final MemoryWebhookStore store = new MemoryWebhookStore(log);

  @Nested
  class Endpoints extends EndpointStoreContract {
    @Override
    protected EndpointStore endpoints() {
      return store;
    }
  }

  @Nested
  class Health extends EndpointHealthContract {
    @Override
    protected EndpointStore endpoints() {
      return store;
    }

    @Override
    protected AuditLog audit() {
      return log;
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
