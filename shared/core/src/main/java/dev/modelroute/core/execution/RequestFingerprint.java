package dev.modelroute.core.execution;

import dev.modelroute.core.id.Digests;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.json.CanonicalJson;
import dev.modelroute.core.json.JsonObject;

/**
 * Tells one request from another under the same idempotency key: SHA-256 over the canonical JSON of
 * model, input and options as they were sent, and the account. Key order, white space and {@code 1}
 * against {@code 1.0} make no difference; an absent option and its default do.
 */
public record RequestFingerprint(String value) {

  /** Fingerprint of a request body as parsed, its {@code idempotency_key} member left out. */
  public static RequestFingerprint of(Account account, JsonObject body) {
    String request = CanonicalJson.of(body.without("idempotency_key"));
    return new RequestFingerprint(Digests.sha256(account + "\n" + request));
  }
}
