package dev.modelroute.core.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that are live: one, or two while rotating.
 *
 * @param previous the secret before; null when there is none
 * @param previousUntil when the previous one ends; null when there is none
 */
public record SigningSecrets(
    WebhookSecret current, @Nullable WebhookSecret previous, @Nullable Instant previousUntil) {

  public static SigningSecrets of(WebhookSecret secret) {
    return new SigningSecrets(secret, null, null);
  }

  /** The live ones at an instant, the current one first. */
  public List<WebhookSecret> liveAt(Instant now) {
    return previous != null && previousUntil != null && now.isBefore(previousUntil)
        ? List.of(current, previous)
        : List.of(current);
  }
}
