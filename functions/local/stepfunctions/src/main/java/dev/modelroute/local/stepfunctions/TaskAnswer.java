package dev.modelroute.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** How a call ended. */
public sealed interface TaskAnswer {

  /** It returned; a task that waits for its token goes on waiting. */
  record Returned(JsonNode output) implements TaskAnswer {}

  /** It failed; retriers and catchers look at the error's name. */
  record Failed(@Nullable String error, @Nullable String cause) implements TaskAnswer {}
}
