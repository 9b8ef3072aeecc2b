package dev.modelroute.core.file;

import dev.modelroute.core.audit.Acting;
import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.file.StoredFile.Location;
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
import org.jspecify.annotations.Nullable;

/** Opens an upload: a row that waits for its bytes, and a URL that takes them once. */
public final class RequestUpload {
  public static final Duration URL_LIFE = Duration.ofHours(1);

  private final FileStore files;
  private final ObjectStores objects;
  private final InstantSource time;
  private final IdSource ids;
  private final FileLife life;

  public RequestUpload(
      FileStore files, ObjectStores objects, InstantSource time, IdSource ids, FileLife life) {
    this.files = files;
    this.objects = objects;
    this.time = time;
    this.ids = ids;
    this.life = life;
  }

  public Requested request(Acting access, Upload upload) {
    List<FieldError> errors = check(upload);
    if (!errors.isEmpty()) {
      return new Requested.Refused(errors);
    }
    Instant now = time.instant().truncatedTo(ChronoUnit.MILLIS);
    StoredFile file = row(access, upload, now);
    URI url = objects.holding(file).presignPut(file.objectKey(), URL_LIFE);
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
    if (days != null && (days < FileLife.MIN_DAYS || days > FileLife.MAX_DAYS)) {
      errors.add(
          new FieldError(
              "ttl_days",
              "RANGE",
              "Must be " + FileLife.MIN_DAYS + " to " + FileLife.MAX_DAYS + "."));
    }
    if (objects.inRegion(upload.region()).isEmpty()) {
      errors.add(new FieldError("region", "ENUM", "This region is not available."));
    }
    return errors;
  }

  private StoredFile row(Acting access, Upload upload, Instant now) {
    FileRef id = FileRef.of(ids.next());
    Integer days = upload.ttlDays();
    Duration lives =
        days == null ? life.usual(access.organization()) : Duration.ofDays(days.longValue());
    ObjectStore store = objects.inRegion(upload.region()).orElseThrow();
    return new StoredFile(
        id,
        access.organization(),
        upload.purpose(),
        Status.UPLOADING,
        new Location(store.bucket(), id.uuid()),
        null,
        null,
        now,
        now.plus(lives));
  }

  /**
   * What is asked for.
   *
   * @param purpose INPUT or UPLOAD
   * @param ttlDays days the file lives, 1 to 365; null for the organisation's own default
   * @param region one of {@link ObjectStores.Region} that is configured; null for no wish
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
