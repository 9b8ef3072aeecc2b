package dev.modelroute.core.file;

import dev.modelroute.core.audit.Acting;
import dev.modelroute.core.audit.AuditLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Gives out a URL of a file's bytes, and records to whom. */
public final class IssueReadUrl {
  public static final Duration URL_LIFE = Duration.ofHours(1);

  private final FileStore files;
  private final AuditLog audit;
  private final FileLinks links;
  private final InstantSource time;

  public IssueReadUrl(FileStore files, AuditLog audit, FileLinks links, InstantSource time) {
    this.files = files;
    this.audit = audit;
    this.links = links;
    this.time = time;
  }

  /** The URL; empty when there is no such file to read, as in {@link ReadFile}. */
  public Optional<ReadUrl> issue(Acting access, FileRef id) {
    Instant now = time.instant().truncatedTo(ChronoUnit.MILLIS);
    Optional<StoredFile> file =
        files.find(access.organization(), id).filter(row -> row.isReadable(now));
    file.ifPresent(row -> audit.append(FileAction.READ_URL.by(access, id, now)));
    return file.map(row -> links.issue(row, URL_LIFE, now));
  }
}
