package dev.modelroute.core.file;

import dev.modelroute.core.file.FileAudit.Action;
import dev.modelroute.core.identity.Caller;
import dev.modelroute.core.identity.OrgId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who is at a file, for which organisation, from where; goes into every audit event.
 *
 * @param actor key id, or {@code platform}
 * @param actorLabel the key's label at this time
 * @param sourceIp null when the platform acts
 * @param requestId null when the platform acts
 */
public record FileAccess(
    OrgId organization,
    String actor,
    String actorLabel,
    @Nullable String sourceIp,
    @Nullable String requestId) {
  private static final String PLATFORM = "platform";

  public static FileAccess of(Caller caller, String sourceIp, String requestId) {
    return new FileAccess(
        caller.organization(), caller.key().value(), caller.label(), sourceIp, requestId);
  }

  /** The platform itself, working for an organisation. */
  public static FileAccess platform(OrgId organization) {
    return new FileAccess(organization, PLATFORM, PLATFORM, null, null);
  }

  public FileAudit event(FileRef file, Action action, Instant at) {
    return new FileAudit(organization, file, action, actor, actorLabel, sourceIp, requestId, at);
  }
}
