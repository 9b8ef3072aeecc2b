package dev.modelroute.aws.s3;

import dev.modelroute.core.file.ObjectStore.Area;

/**
 * Where the two areas lie: in buckets of their own, or under prefixes of one.
 *
 * @param uploads has a rule that removes everything after a day, and CORS for PUT
 */
public record S3Areas(Place uploads, Place files) {

  /**
   * A bucket, or a part of one.
   *
   * @param prefix empty, or ends with a slash
   */
  public record Place(String bucket, String prefix) {
    public Place {
      if (!prefix.isEmpty() && !prefix.endsWith("/")) {
        throw new IllegalArgumentException("a prefix ends with a slash");
      }
    }

    String key(String key) {
      return prefix + key;
    }
  }

  /**
   * @throws IllegalArgumentException when one area would contain the other: a client could then
   *     write to both
   */
  public S3Areas {
    boolean nested =
        uploads.prefix().startsWith(files.prefix()) || files.prefix().startsWith(uploads.prefix());
    if (uploads.bucket().equals(files.bucket()) && nested) {
      throw new IllegalArgumentException("the areas overlap");
    }
  }

  /** A bucket for each. */
  public static S3Areas ofBuckets(String uploads, String files) {
    return new S3Areas(new Place(uploads, ""), new Place(files, ""));
  }

  /** One bucket with {@code uploads/} and {@code files/}. */
  public static S3Areas inBucket(String bucket) {
    return new S3Areas(new Place(bucket, "uploads/"), new Place(bucket, "files/"));
  }

  Place of(Area area) {
    return switch (area) {
      case UPLOADS -> uploads;
      case FILES -> files;
    };
  }
}
