package dev.modelroute.core.file;

import dev.modelroute.core.file.ObjectStore.Area;
import dev.modelroute.core.identity.OrgId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The row of a file. What it says of the bytes was taken from the stored bytes, never from a
 * client.
 *
 * @param location where the bytes lie; for an upload not confirmed yet, where they are expected
 * @param facts what the bytes say of themselves; null while UPLOADING
 * @param storedAt since when the bytes are ours, and metered; null while UPLOADING
 */
public record StoredFile(
    FileRef id,
    OrgId organization,
    Purpose purpose,
    Status status,
    Location location,
    @Nullable FileFacts facts,
    @Nullable Instant storedAt,
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
  public StoredFile confirmed(String fileKey, FileFacts found, Instant now) {
    return new StoredFile(
        id,
        organization,
        purpose,
        Status.READY,
        new Location(location.bucket(), fileKey),
        found,
        now,
        createdAt,
        expiresAt);
  }

  /** This file as its row stays behind: known to have been here, and nothing else. */
  public StoredFile deleted() {
    return new StoredFile(
        id, organization, purpose, Status.DELETED, location, facts, storedAt, createdAt, expiresAt);
  }

  /** Where in its bucket the object lies. */
  public Area area() {
    return status == Status.UPLOADING ? Area.UPLOADS : Area.FILES;
  }

  public String objectKey() {
    return location.key();
  }

  /** Bytes; 0 while UPLOADING. */
  public long sizeBytes() {
    return facts == null ? 0 : facts.sizeBytes();
  }

  /**
   * What the bytes of a confirmed file say of themselves.
   *
   * @throws IllegalStateException while UPLOADING
   */
  public FileFacts knownFacts() {
    if (facts == null) {
      throw new IllegalStateException("the facts are known from confirm on");
    }
    return facts;
  }

  /** As in {@link #knownFacts()}. */
  public String knownContentType() {
    return knownFacts().contentType();
  }

  /**
   * Where an object lies.
   *
   * @param bucket {@link ObjectStore#bucket()} of the store that holds it
   */
  public record Location(String bucket, String key) {}
}
