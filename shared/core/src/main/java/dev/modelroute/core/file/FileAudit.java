package dev.modelroute.core.file;

import dev.modelroute.core.identity.OrgId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing done to a file; append-only.
 *
 * @param actor key id, or {@code platform}
 * @param actorLabel the key's label at the time
 * @param sourceIp null when the platform acted
 * @param requestId null when the platform acted
 */
public record FileAudit(
    OrgId organization,
    FileRef file,
    Action action,
    String actor,
    String actorLabel,
    @Nullable String sourceIp,
    @Nullable String requestId,
    Instant at) {

  /** What was done. */
  public enum Action {
    UPLOAD,
    CONFIRM,
    READ_URL,
    DOWNLOAD,
    DELETE,
    EXPIRE,
    OUTPUT
  }
}
