package dev.modelroute.core.file;

import dev.modelroute.core.audit.Acting;
import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import java.time.Instant;
import java.time.InstantSource;

/** Lists an organisation's files, newest first. */
public final class ListFiles {
  private final FileStore files;
  private final InstantSource time;

  public ListFiles(FileStore files, InstantSource time) {
    this.files = files;
    this.time = time;
  }

  /** A page; shorter than asked for where files ended that no sweep took yet. */
  public Page<StoredFile> list(Acting access, PageRequest request) {
    Instant now = time.instant();
    Page<StoredFile> page = files.list(access.organization(), request);
    return new Page<>(
        page.items().stream().filter(file -> file.isReadable(now)).toList(), page.next());
  }
}
