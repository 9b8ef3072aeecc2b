package dev.modelroute.infra;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.CorsRule;
import software.amazon.awscdk.services.s3.HttpMethods;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/**
 * Where bytes lie: {@code uploads} is written to by whoever holds a URL and emptied after a day,
 * {@code files} is written to by the platform only.
 */
final class FileBuckets extends Construct {
  static final String UPLOADS = "bucket/uploads";
  static final String FILES = "bucket/files";

  private static final Duration UPLOAD_LIFE = Duration.days(1);

  /** A file lives 365 days at most, and its object is a day younger or older. */
  private static final Duration LONGEST_FILE_LIFE = Duration.days(367);

  /** What the platform names files by; large payloads of executions have other names and stay. */
  private static final String CONFIRMED = "confirmed/";

  private static final String OUTPUTS = "outputs/";
  private static final Duration LOG_LIFE = Duration.days(90);
  private static final int MAX_PREFLIGHT_AGE_SECONDS = 3600;

  private final IKey key;
  private final Bucket accessLogs;
  private final Bucket files;

  FileBuckets(Construct scope, IKey key, List<String> browserOrigins, Published published) {
    super(scope, "Buckets");
    this.key = key;
    accessLogs = accessLogs();
    Bucket uploads =
        data("Uploads", UPLOADS)
            .lifecycleRules(List.of(unfinishedParts().expiration(UPLOAD_LIFE).build()))
            .cors(List.of(cors(browserOrigins, HttpMethods.PUT)))
            .build();
    // The life of a file is a row's: the sweeper removes both. Behind it, no file lives longer than
    // callers can ask for.
    files =
        data("Files", FILES)
            .lifecycleRules(
                List.of(unfinishedParts().build(), longestLife(CONFIRMED), longestLife(OUTPUTS)))
            .cors(List.of(cors(browserOrigins, HttpMethods.GET)))
            .build();
    PinnedId.of(uploads, "UploadsBucket");
    PinnedId.of(files, "FilesBucket");
    published.tell(this, UPLOADS, uploads.getBucketName());
    published.tell(this, FILES, files.getBucketName());
  }

  /** Files only: payloads and the operator's own objects lie under other names. */
  void serveThroughCloudFront() {
    files.addToResourcePolicy(
        CloudFrontReader.statement(this)
            .actions(List.of("s3:GetObject"))
            .resources(
                List.of(files.arnForObjects(CONFIRMED + "*"), files.arnForObjects(OUTPUTS + "*")))
            .build());
  }

  private Bucket accessLogs() {
    // S3 can deliver its logs into a bucket with its own encryption only, not with a KMS key.
    Bucket bucket =
        closed("AccessLogs")
            .encryption(BucketEncryption.S3_MANAGED)
            .lifecycleRules(List.of(unfinishedParts().expiration(LOG_LIFE).build()))
            .build();
    PinnedId.of(bucket, "AccessLogsBucket");
    return bucket;
  }

  private Bucket.Builder data(String id, String logPrefix) {
    return closed(id)
        .encryption(BucketEncryption.KMS)
        .encryptionKey(key)
        .bucketKeyEnabled(true)
        .serverAccessLogsBucket(accessLogs)
        .serverAccessLogsPrefix(logPrefix + "/");
  }

  private Bucket.Builder closed(String id) {
    return Bucket.Builder.create(this, id)
        .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
        .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
        .enforceSsl(true)
        .minimumTlsVersion(1.2)
        .removalPolicy(RemovalPolicy.RETAIN);
  }

  private static LifecycleRule.Builder unfinishedParts() {
    return LifecycleRule.builder().abortIncompleteMultipartUploadAfter(UPLOAD_LIFE);
  }

  private static LifecycleRule longestLife(String prefix) {
    return LifecycleRule.builder().prefix(prefix).expiration(LONGEST_FILE_LIFE).build();
  }

  /** The signature in a URL decides who may use it; a cookie never counts, so any page may try. */
  private static CorsRule cors(List<String> origins, HttpMethods method) {
    return CorsRule.builder()
        .allowedOrigins(origins)
        .allowedMethods(List.of(method))
        .allowedHeaders(List.of("*"))
        .exposedHeaders(List.of("ETag"))
        .maxAge(MAX_PREFLIGHT_AGE_SECONDS)
        .build();
  }
}
