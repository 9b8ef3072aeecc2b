package dev.modelroute.core.file;

import dev.modelroute.core.audit.AuditEvent;
import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.identity.OrgId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Rows of files. Every change writes its audit event, and counts for {@code StorageMeter}, in the
 * same transaction. Each method may throw {@link StoreUnavailableException}.
 */
public interface FileStore {
  /** Stores a new UPLOADING or READY row; false when the id exists already (a repeat of ours). */
  boolean create(StoredFile file, AuditEvent audit);

  /** UPLOADING to READY; false when it was not UPLOADING any more. */
  boolean confirm(StoredFile ready, AuditEvent audit);

  /**
   * UPLOADING or READY to DELETED.
   *
   * @param seen the row as it was read
   * @return false when its status is another one by now, or it is not there; read again then
   */
  boolean delete(StoredFile seen, AuditEvent audit);

  /**
   * A consistent read; another organisation's file is as absent as a missing one. DELETED rows are
   * not returned.
   */
  Optional<StoredFile> find(OrgId organization, FileRef id);

  /** READY files of an organisation, newest first. */
  Page<StoredFile> list(OrgId organization, PageRequest page);

  /**
   * Files that are not DELETED and whose {@link StoredFile#endsAt()} is at or before an instant,
   * oldest first.
   */
  List<StoredFile> expired(Instant before, int limit);

  /**
   * How far a walk over objects has come; empty before the first.
   *
   * @param walk names it
   */
  Optional<String> sweptTo(String walk);

  /** Records how far a walk has come. */
  void sweptTo(String walk, String key);
}
