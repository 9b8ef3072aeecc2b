package dev.modelroute.testkit.memory;

import dev.modelroute.core.audit.AuditLog;
import dev.modelroute.testkit.contract.AuditLogContract;

class MemoryAuditLogTest extends AuditLogContract {
  @Override
  protected AuditLog freshLog() {
    return new MemoryAuditLog();
  }
}
