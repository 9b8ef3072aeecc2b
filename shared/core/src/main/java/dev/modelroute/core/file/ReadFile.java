package dev.modelroute.core.file;

import dev.modelroute.core.audit.Acting;
import java.time.InstantSource;
import java.util.Optional;

/** Shows what is known of a file. */
public final class ReadFile {
  private final FileStore files;
  private final InstantSource time;

  public ReadFile(FileStore files, InstantSource time) {
    this.files = files;
    this.time = time;
  }

  /**
   * The file; empty when it is another organisation's, not confirmed, deleted, or past its life.
   */
  public Optional<StoredFile> read(Acting access, FileRef id) {
    return files.find(access.organization(), id).filter(file -> file.isReadable(time.instant()));
  }
}
