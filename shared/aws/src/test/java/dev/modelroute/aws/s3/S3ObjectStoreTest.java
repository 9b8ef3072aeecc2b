package dev.modelroute.aws.s3;

import dev.modelroute.core.file.ObjectStore;
import dev.modelroute.testkit.contract.ObjectStoreContract;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Nested;

class S3ObjectStoreTest {

  @Nested
  class WithABucketForEachArea extends OnS3 {
    WithABucketForEachArea() {
      super(S3Areas.ofBuckets("files-test-uploads", "files-test-files"));
    }
  }

  @Nested
  class WithOneBucket extends OnS3 {
    WithOneBucket() {
      super(S3Areas.inBucket("files-test-both"));
    }
  }

  abstract static class OnS3 extends ObjectStoreContract {
    private final ObjectStore store;

    OnS3(S3Areas areas) {
      store = EmbeddedObjects.store(areas);
    }

    @Override
    protected ObjectStore store() {
      return store;
    }

    @Override
    protected int send(URI url, byte[] body) throws IOException, InterruptedException {
      return EmbeddedObjects.send("PUT", url, body);
    }

    @Override
    protected Answer get(URI url) throws IOException, InterruptedException {
      return EmbeddedObjects.get(url);
    }
  }
}
