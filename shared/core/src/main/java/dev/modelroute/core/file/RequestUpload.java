package dev.modelroute.core.file;

import dev.modelroute.core.audit.Acting;
import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.file.StoredFile.Purpose;
import dev.modelroute.core.file.StoredFile.Status;
import dev.modelroute.core.id.IdSource;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens an upload: a row that waits for its bytes, and a URL that takes them once. */
public final class RequestUpload {
  public static final Duration URL_LIFE = Duration.ofHours(1);
  public static final int DEFAULT_TTL_DAYS = 30;
  public static final int MAX_TTL_DAYS = 365;

  private final FileStore files;
  private final ObjectStore objects;
  private final InstantSource time;
  private final IdSource ids;
  private final Set<String> regions;

  /**
   * @param regions names of the regions that have a bucket here
   */
  public RequestUpload(
      FileStore files, ObjectStore objects, InstantSource time, IdSource ids, Set<String> regions) {
    this.files = files;
    this.objects = objects;
    this.time = time;
    this.ids = ids;
    this.regions = Set.copyOf(regions);
  }

  public Requested request(Acting access, Upload upload) {
    List<FieldError> errors = check(upload);
    if (!errors.isEmpty()) {
      return new Requested.Refused(errors);
    }
    Instant now = time.instant().truncatedTo(ChronoUnit.MILLIS);
    StoredFile file = row(access, upload, now);
    URI url = objects.presignPut(file.objectKey(), URL_LIFE);
    if (!files.create(file, FileAction.UPLOAD.by(access, file.id(), now))) {
      throw new IllegalStateException("a new file id is taken");
    }
    return new Requested.Issued(file, url, now.plus(URL_LIFE));
  }

  private List<FieldError> check(Upload upload) {
    List<FieldError> errors = new ArrayList<>();
    if (upload.purpose() == Purpose.OUTPUT) {
      errors.add(new FieldError("purpose", "ENUM", "Must be INPUT or UPLOAD."));
    }
    Integer days = upload.ttlDays();
    if (days != null && (days < 1 || days > MAX_TTL_DAYS)) {
      errors.add(new FieldError("ttl_days", "RANGE", "Must be 1 to " + MAX_TTL_DAYS + "."));
    }
    if (upload.region() != null && !regions.contains(upload.region())) {
      errors.add(new FieldError("region", "ENUM", "This region is not available."));
    }
    return errors;
  }

  private StoredFile row(Acting access, Upload upload, Instant now) {
    FileRef id = FileRef.of(ids.next());
    int days = upload.ttlDays() == null ? DEFAULT_TTL_DAYS : upload.ttlDays();
    return new StoredFile(
        id,
        access.organization(),
        upload.purpose(),
        Status.UPLOADING,
        id.uuid(),
        null,
        0,
        null,
        null,
        null,
        now,
        now.plus(Duration.ofDays(days)));
  }

  /**
   * What is asked for.
   *
   * @param purpose INPUT or UPLOAD
   * @param ttlDays days the file lives, 1 to 365; null for {@link #DEFAULT_TTL_DAYS}
   * @param region null for the default one
   */
  public record Upload(Purpose purpose, @Nullable Integer ttlDays, @Nullable String region) {}

  /** What became of it. */
  public sealed interface Requested {
    /**
     * The upload is open.
     *
     * @param url takes a PUT of raw bytes and needs no header
     * @param urlExpiresAt when the URL stops working; the file's own life is on the row
     */
    record Issued(StoredFile file, URI url, Instant urlExpiresAt) implements Requested {}

    /** Nothing was stored. */
    record Refused(List<FieldError> errors) implements Requested {
      public Refused {
        errors = List.copyOf(errors);
      }
    }
  }
}
