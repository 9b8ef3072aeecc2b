package dev.modelroute.testkit.file;

import dev.modelroute.core.audit.AuditLog;
import dev.modelroute.core.file.FileStore;
import dev.modelroute.testkit.contract.FileStoreContract;
import dev.modelroute.testkit.memory.MemoryAuditLog;

class MemoryFileStoreTest extends FileStoreContract {
  private final MemoryAuditLog log = new MemoryAuditLog();

  @Override
  protected FileStore freshStore() {
    return new MemoryFileStore(log);
  }

  @Override
  protected AuditLog log() {
    return log;
  }
}
