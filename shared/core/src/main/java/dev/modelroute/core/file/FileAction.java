package dev.modelroute.core.file;

import dev.modelroute.core.audit.Acting;
import dev.modelroute.core.audit.AuditAction;
import dev.modelroute.core.audit.AuditEvent;
import dev.modelroute.core.audit.AuditedResource;
import java.time.Instant;
import java.util.Locale;

/** What is done to files, as the audit tells it. */
public enum FileAction {
  UPLOAD,
  CONFIRM,
  READ_URL,
  DOWNLOAD,
  DELETE,
  /** The platform removed a file whose life was over, or an upload nobody confirmed. */
  EXPIRE,
  /** The platform stored a file of an execution's result. */
  OUTPUT;

  private static final String RESOURCE = "file";

  public AuditAction action() {
    return new AuditAction(RESOURCE + "." + name().toLowerCase(Locale.ROOT));
  }

  /** The event of this action. */
  public AuditEvent by(Acting acting, FileRef file, Instant at) {
    return AuditEvent.of(acting, action(), new AuditedResource(RESOURCE, file.value()), at);
  }
}
