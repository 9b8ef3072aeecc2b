package dev.modelroute.provider.openaicompatible;

import dev.modelroute.core.json.JsonNull;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.provider.http.HttpReply;
import java.util.Optional;

/** What a success holds: an answer, or a failure all the same. */
sealed interface JsonAnswer {
  record Body(JsonObject json) implements JsonAnswer {}

  record Failure(AttemptFailure failure) implements JsonAnswer {}

  static JsonAnswer of(OpenAiErrors errors, HttpReply reply) {
    Optional<JsonObject> body = reply.json();
    if (body.isEmpty()) {
      return new Failure(errors.unreadable(reply));
    }
    return isError(body.get())
        ? new Failure(errors.inside(ErrorSignal.of(reply.status(), body.get())))
        : new Body(body.get());
  }

  private static boolean isError(JsonObject body) {
    return body.string("object").filter("error"::equals).isPresent()
        || body.get("error").filter(error -> !(error instanceof JsonNull)).isPresent();
  }
}
