package dev.modelroute.core.file;

import dev.modelroute.core.audit.Acting;
import dev.modelroute.core.audit.AuditLog;
import dev.modelroute.core.provider.ByteSource;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Hands a file over: small ones as bytes where the client wants bytes, all others by URL. */
public final class DownloadFile {
  /** Most bytes answered directly; in base64 they still fit a Lambda response of 6 MB. */
  public static final long MAX_DIRECT_BYTES = 4 * 1024 * 1024;

  private final FileStore files;
  private final AuditLog audit;
  private final ObjectStores objects;
  private final FileLinks links;
  private final InstantSource time;

  public DownloadFile(
      FileStore files, AuditLog audit, ObjectStores objects, FileLinks links, InstantSource time) {
    this.files = files;
    this.audit = audit;
    this.objects = objects;
    this.links = links;
    this.time = time;
  }

  /**
   * @param wantsBytes the client asked for something that is not JSON
   */
  public Downloaded download(Acting access, FileRef id, boolean wantsBytes) {
    Instant now = time.instant().truncatedTo(ChronoUnit.MILLIS);
    Optional<StoredFile> found =
        files.find(access.organization(), id).filter(row -> row.isReadable(now));
    if (found.isEmpty()) {
      return new Downloaded.NotFound();
    }
    audit.append(FileAction.DOWNLOAD.by(access, id, now));
    StoredFile file = found.get();
    if (wantsBytes && file.sizeBytes() <= MAX_DIRECT_BYTES) {
      boolean attachment = ContentTypes.isAttachment(file.knownContentType());
      return new Downloaded.Bytes(file, new StoredBytes(objects, file), attachment);
    }
    return new Downloaded.Redirect(links.issue(file, IssueReadUrl.URL_LIFE, now));
  }

  /** What became of it. */
  public sealed interface Downloaded {
    /** Fetch it there. */
    record Redirect(ReadUrl target) implements Downloaded {}

    /**
     * The bytes themselves; to be served with {@code nosniff} and a sandbox policy.
     *
     * @param attachment whether browsers must save it instead of showing it
     */
    record Bytes(StoredFile file, ByteSource content, boolean attachment) implements Downloaded {}

    /** No such file to read, as in {@link ReadFile}. */
    record NotFound() implements Downloaded {}
  }
}
