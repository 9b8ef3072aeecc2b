package dev.modelroute.testkit.file;

import dev.modelroute.core.audit.AuditLog;
import dev.modelroute.core.file.FileStore;
import dev.modelroute.core.metering.StorageMeter;
import dev.modelroute.testkit.contract.FileUpkeepContract;
import dev.modelroute.testkit.memory.MemoryAuditLog;
import dev.modelroute.testkit.memory.MemoryStorageMeter;

class MemoryFileUpkeepTest extends FileUpkeepContract {
  private final MemoryAuditLog log = new MemoryAuditLog();
  private final MemoryStorageMeter meter = new MemoryStorageMeter();

  @Override
  protected FileStore freshStore() {
    return new MemoryFileStore(log, meter);
  }

  @Override
  protected StorageMeter meter() {
    return meter;
  }

  @Override
  protected AuditLog log() {
    return log;
  }
}
