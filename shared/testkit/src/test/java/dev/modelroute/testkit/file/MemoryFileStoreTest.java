package dev.modelroute.testkit.file;

import dev.modelroute.core.file.FileStore;
import dev.modelroute.testkit.contract.FileStoreContract;

class MemoryFileStoreTest extends FileStoreContract {
  @Override
  protected FileStore freshStore() {
    return new MemoryFileStore();
  }
}
