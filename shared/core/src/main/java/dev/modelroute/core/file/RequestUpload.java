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

/**
 * Opens an upload: a row that waits for its bytes, and a URL that takes them once. A URL can't cap
 * what is sent to it, so an organisation has a bounded number of them open: those not confirmed in
 * the hour that they work. Calls at the same moment may pass the bound by as many as they are.
 */
public final class RequestUpload {
  public static final Duration URL_LIFE = Duration.ofHours(1);

  /** How many may be open where the operator chose nothing. */
  public static final int MOST_OPEN = 100;

  private final FileStore files;
  private final ObjectStores objects;
  private final InstantSource time;
  private final IdSource ids;
  private final Terms terms;

  public RequestUpload(
      FileStore files, ObjectStores objects, InstantSource time, IdSource ids, Terms terms) {
    this.files = files;
    this.objects = objects;
    this.time = time;
    this.ids = ids;
    this.terms = terms;
  }

  public Requested request(Acting access, Upload upload) {
    List<FieldError> errors = check(upload);
    if (!errors.isEmpty()) {
      return new Requested.Refused(errors);
    }
    Instant now = time.instant().truncatedTo(ChronoUnit.MILLIS);
    int open = files.countUploading(access.organization(), now.minus(URL_LIFE), terms.mostOpen());
    if (open >= terms.mostOpen()) {
      return new Requested.TooMany(open);
    }
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
        days == null
            ? terms.life().usual(access.organization())
            : Duration.ofDays(days.longValue());
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
   * What holds for all uploads.
   *
   * @param life of files whose uploader has no wish
   * @param mostOpen how many uploads of one organisation may be open
   */
  public record Terms(FileLife life, int mostOpen) {
    public Terms {
      if (mostOpen < 1) {
        throw new IllegalArgumentException("at least one upload must be possible");
      }
    }
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

    /**
     * Nothing was stored: so many are open already. One confirmed, deleted or an hour old frees.
     */
    record TooMany(int open) implements Requested {}

    /** Nothing was stored. */
    record Refused(List<FieldError> errors) implements Requested {
      public Refused {
        errors = List.copyOf(errors);
      }
    }
  }
}
