package dev.modelroute.core.money;

import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.json.JsonObject;
import java.util.Optional;

/**
 * What the proofs of the books found last, kept beside them. Nothing is decided by it but what is
 * looked at next. Every method may throw {@link StoreUnavailableException}.
 */
public interface LedgerProofs {
  Optional<JsonObject> find(String name);

  /** Keeps the newest one of a name. */
  void keep(String name, JsonObject proof);
}
