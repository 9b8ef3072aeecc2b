package dev.modelroute.aws.s3;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;

/**
 * Creates the buckets of a local run or a test. One that exists is left as it is. Encryption, CORS
 * and lifecycle are CloudFormation's business and not set here.
 */
public final class BucketBootstrap {
  private final S3Client s3;

  public BucketBootstrap(S3Client s3) {
    this.s3 = s3;
  }

  /** Returns when the buckets of both areas are there. */
  public void create(S3Areas areas) {
    Set<String> buckets = new LinkedHashSet<>(List.of(areas.uploads().bucket()));
    buckets.add(areas.files().bucket());
    buckets.forEach(this::create);
  }

  private void create(String bucket) {
    try {
      s3.createBucket(request -> request.bucket(bucket));
    } catch (BucketAlreadyOwnedByYouException | BucketAlreadyExistsException exists) {
      // Made by an earlier start, or by another one right now.
      return;
    }
  }
}
