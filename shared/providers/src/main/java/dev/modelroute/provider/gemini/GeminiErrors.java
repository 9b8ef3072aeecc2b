package dev.modelroute.provider.gemini;

import static java.util.Map.entry;

import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.provider.http.Failures;
import dev.modelroute.provider.http.HttpReply;
import dev.modelroute.provider.http.RetryAfter;
import dev.modelroute.provider.http.Verdict;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gemini's error table. The code in the body wins over the status of the reply: a 5xx can wrap a
 * 429.
 */
final class GeminiErrors {
  private static final Map<String, Verdict> BY_STATUS_WORD =
      Map.ofEntries(
          entry("INVALID_ARGUMENT", Verdict.BAD_INPUT),
          entry("OUT_OF_RANGE", Verdict.BAD_INPUT),
          entry("FAILED_PRECONDITION", Verdict.NO_ACCOUNT),
          entry("UNAUTHENTICATED", Verdict.NO_ACCOUNT),
          entry("PERMISSION_DENIED", Verdict.NO_ACCOUNT),
          entry("NOT_FOUND", Verdict.NO_MODEL),
          entry("RESOURCE_EXHAUSTED", Verdict.LIMITED),
          entry("INTERNAL", Verdict.DOWN),
          entry("UNAVAILABLE", Verdict.OVERLOADED),
          entry("DEADLINE_EXCEEDED", Verdict.LATE));

  private final Failures failures;

  GeminiErrors(Failures failures) {
    this.failures = failures;
  }

  AttemptFailure refused(HttpReply reply) {
    JsonObject error = reply.json().flatMap(body -> body.object("error")).orElse(JsonObject.EMPTY);
    int status = status(reply.status(), error);
    Verdict verdict = classify(status, error);
    String detail = detail(status, error, error.string("message").orElseGet(reply::text));
    Optional<Duration> wait = retryDelay(error);
    return wait.isPresent()
        ? failures.refused(verdict, wait.get(), detail)
        : failures.refused(verdict, reply, detail);
  }

  /** An error in the body of a 2xx: the job was taken. */
  AttemptFailure inside(int status, JsonObject body) {
    JsonObject error = body.object("error").orElse(JsonObject.EMPTY);
    int read = status(status, error);
    Verdict verdict =
        read < 300 && !BY_STATUS_WORD.containsKey(word(error))
            ? Verdict.UNUSABLE
            : classify(read, error).afterAccept();
    return failures.of(verdict, detail(read, error, error.string("message").orElse("")));
  }

  AttemptFailure unreadable(HttpReply reply) {
    return failures.unreadable(reply);
  }

  AttemptFailure of(Verdict verdict, String reason) {
    return failures.of(verdict, reason);
  }

  /** What a finish reason means where it is no result; empty where it is one. */
  static Optional<Verdict> ofFinish(String reason) {
    return switch (reason) {
      case "STOP", "MAX_TOKENS" -> Optional.empty();
      case "SAFETY",
          "PROHIBITED_CONTENT",
          "BLOCKLIST",
          "SPII",
          "IMAGE_SAFETY",
          "IMAGE_PROHIBITED_CONTENT",
          "ESCALATION" ->
          Optional.of(Verdict.MODERATED);
      case "NO_IMAGE",
          "IMAGE_OTHER",
          "IMAGE_RECITATION",
          "MALFORMED_RESPONSE",
          "RECITATION",
          "LANGUAGE",
          "OTHER" ->
          Optional.of(Verdict.NO_RESULT);
      // We offer no tools, so nothing may be called.
      case "MALFORMED_FUNCTION_CALL",
          "UNEXPECTED_TOOL_CALL",
          "TOO_MANY_TOOL_CALLS",
          "MISSING_THOUGHT_SIGNATURE" ->
          Optional.of(Verdict.UNMAPPED);
      default -> Optional.of(Verdict.UNUSABLE);
    };
  }

  private static Verdict classify(int status, JsonObject error) {
    Optional<String> reason = reason(error);
    if (reason.filter(word -> word.endsWith("_UNSAFE_GENERATION")).isPresent()) {
      return Verdict.MODERATED;
    }
    if (status == 402 || reason.filter("API_KEY_INVALID"::equals).isPresent()) {
      return Verdict.NO_ACCOUNT;
    }
    @Nullable Verdict byWord = BY_STATUS_WORD.get(word(error));
    return byWord != null ? byWord : Verdict.ofStatus(status);
  }

  private static int status(int status, JsonObject error) {
    return error
        .whole("code")
        .filter(code -> code >= 400 && code < 600)
        .map(Long::intValue)
        .orElse(status);
  }

  private static String word(JsonObject error) {
    return error.string("status").orElse("");
  }

  private static Optional<String> reason(JsonObject error) {
    return details(error, "reason");
  }

  private static Optional<Duration> retryDelay(JsonObject error) {
    return details(error, "retryDelay").flatMap(RetryAfter::ofSeconds);
  }

  private static Optional<String> details(JsonObject error, String member) {
    for (Json detail : error.array("details").orElse(JsonArray.EMPTY).items()) {
      if (detail instanceof JsonObject fields && fields.string(member).isPresent()) {
        return fields.string(member);
      }
    }
    return Optional.empty();
  }

  private static String detail(int status, JsonObject error, String message) {
    return "http %d status=%s reason=%s: %s"
        .formatted(status, word(error), reason(error).orElse(""), message);
  }
}
