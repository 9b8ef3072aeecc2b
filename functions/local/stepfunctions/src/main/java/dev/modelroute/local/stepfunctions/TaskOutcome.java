package dev.modelroute.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** How one run of a task ended. */
sealed interface TaskOutcome {

  /** With a result. */
  record Succeeded(JsonNode output) implements TaskOutcome {}

  /** With an error; both texts are null if someone failed the token without saying why. */
  record Failed(@Nullable String error, @Nullable String cause, Reason reason)
      implements TaskOutcome {

    static Failed reported(@Nullable String error, @Nullable String cause) {
      return new Failed(error, cause, Reason.REPORTED);
    }

    static Failed timedOut(boolean missedHeartbeat) {
      return new Failed(
          StatesError.TIMEOUT, null, missedHeartbeat ? Reason.HEARTBEAT : Reason.TIMEOUT);
    }

    boolean missedHeartbeat() {
      return reason == Reason.HEARTBEAT;
    }

    boolean isTimeout() {
      return reason != Reason.REPORTED;
    }
  }

  /** Who ended it. */
  enum Reason {
    REPORTED,
    TIMEOUT,
    HEARTBEAT
  }
}
