package dev.modelroute.core.flow;

import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.execution.IdempotencyKey;
import dev.modelroute.core.id.IdSource;
import dev.modelroute.core.identity.Caller;
import dev.modelroute.core.identity.Organization.IdempotencyMode;
import dev.modelroute.core.json.JsonObject;
import java.util.Optional;

/** The idempotency key of a request: from the header, from the body, or made. */
sealed interface SubmitKey {
  String FIELD = "idempotency_key";

  record Usable(IdempotencyKey key) implements SubmitKey {}

  record Unusable(FieldError error) implements SubmitKey {}

  static SubmitKey read(Caller caller, JsonObject body, Optional<String> headerKey, IdSource ids) {
    Optional<String> field = body.string(FIELD);
    if (field.isPresent() && headerKey.isPresent() && !field.equals(headerKey)) {
      return unusable("MISMATCH", "The header Idempotency-Key and this field differ.");
    }
    Optional<String> sent = field.or(() -> headerKey);
    if (sent.isEmpty()
        && !body.has(FIELD)
        && caller.settings().idempotency() == IdempotencyMode.AUTO) {
      return new Usable(new IdempotencyKey("auto-" + ids.next()));
    }
    if (sent.isEmpty()) {
      return unusable(
          "REQUIRED", "Send an idempotency key, here or in the header Idempotency-Key.");
    }
    return sent.flatMap(IdempotencyKey::parse)
        .<SubmitKey>map(Usable::new)
        .orElseGet(() -> unusable("INVALID", "Must be 1 to 255 visible ASCII characters."));
  }

  private static SubmitKey unusable(String code, String message) {
    return new Unusable(new FieldError(FIELD, code, message));
  }
}
