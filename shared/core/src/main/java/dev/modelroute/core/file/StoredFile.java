package dev.modelroute.core.file;

import dev.modelroute.core.identity.OrgId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The row of a file. What it says of the bytes was taken from the stored bytes, never from a
 * client.
 *
 * @param objectKey where the bytes lie; for an upload not confirmed yet, where they are expected
 * @param contentType null while UPLOADING
 * @param sizeBytes 0 while UPLOADING
 * @param sha256 lower-case hex; null while UPLOADING
 * @param width pixels, for images whose header says so
 */
public record StoredFile(
    FileRef id,
    OrgId organization,
    Purpose purpose,
    Status status,
    String objectKey,
    @Nullable String contentType,
    long sizeBytes,
    @Nullable String sha256,
    @Nullable Integer width,
    @Nullable Integer height,
    Instant createdAt,
    Instant expiresAt) {
  /** Largest file: 150 MiB. */
  public static final long MAX_BYTES = 157_286_400;

  /** How long an upload may stay unconfirmed; the bucket's own rule removes its bytes then too. */
  public static final Duration UNCONFIRMED_LIFE = Duration.ofDays(1);

  /** Why a file is here. */
  public enum Purpose {
    INPUT,
    UPLOAD,
    OUTPUT
  }

  /**
   * UPLOADING until confirmed, then READY; DELETED rows are kept for the audit only and look like
   * no file at all.
   */
  public enum Status {
    UPLOADING,
    READY,
    DELETED
  }

  /**
   * Whether callers can use it: confirmed, not deleted, not past its life even if no sweep came by.
   */
  public boolean isReadable(Instant now) {
    return status == Status.READY && now.isBefore(expiresAt);
  }

  /** Whether its bytes may still be confirmed. */
  public boolean awaitsUpload(Instant now) {
    return status == Status.UPLOADING && now.isBefore(endsAt());
  }

  /**
   * When the sweeper may take it: the end of its life, or a day after an upload never confirmed.
   */
  public Instant endsAt() {
    Instant unconfirmedUntil = createdAt.plus(UNCONFIRMED_LIFE);
    boolean early = status == Status.UPLOADING && unconfirmedUntil.isBefore(expiresAt);
    return early ? unconfirmedUntil : expiresAt;
  }

  /** This upload with its bytes at a key no client has a URL for. */
  public StoredFile confirmed(String fileKey, FileFacts facts) {
    return new StoredFile(
        id,
        organization,
        purpose,
        Status.READY,
        fileKey,
        facts.contentType(),
        facts.sizeBytes(),
        facts.sha256(),
        facts.width(),
        facts.height(),
        createdAt,
        expiresAt);
  }

  /**
   * The type of a confirmed file.
   *
   * @throws IllegalStateException while UPLOADING
   */
  public String knownContentType() {
    if (contentType == null) {
      throw new IllegalStateException("the type is known from confirm on");
    }
    return contentType;
  }
}
