package dev.modelroute.provider.anthropic;

import static java.util.Map.entry;

import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.provider.http.Failures;
import dev.modelroute.provider.http.HttpReply;
import dev.modelroute.provider.http.Verdict;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Anthropic's error table. Its types say nearly everything; a filter and an empty account are told
 * by the message alone, and only there are words looked at.
 */
final class AnthropicErrors {
  private static final Map<String, Verdict> BY_TYPE =
      Map.ofEntries(
          entry("invalid_request_error", Verdict.BAD_INPUT),
          entry("request_too_large", Verdict.BAD_INPUT),
          entry("authentication_error", Verdict.NO_ACCOUNT),
          entry("permission_error", Verdict.NO_ACCOUNT),
          entry("billing_error", Verdict.NO_ACCOUNT),
          entry("not_found_error", Verdict.NO_MODEL),
          entry("rate_limit_error", Verdict.LIMITED),
          entry("timeout_error", Verdict.LATE),
          entry("api_error", Verdict.DOWN),
          entry("overloaded_error", Verdict.OVERLOADED));

  private final Failures failures;

  AnthropicErrors(Failures failures) {
    this.failures = failures;
  }

  AttemptFailure refused(HttpReply reply) {
    JsonObject error = error(reply.json().orElse(JsonObject.EMPTY));
    String message = error.string("message").orElseGet(reply::text);
    return failures.refused(
        classify(reply.status(), error, message), reply, detail(reply.status(), error, message));
  }

  /** An error in the body of a 2xx: the job was taken. */
  AttemptFailure inside(int status, JsonObject body) {
    JsonObject error = error(body);
    String message = error.string("message").orElse("");
    boolean known = BY_TYPE.containsKey(type(error));
    Verdict verdict = known ? classify(status, error, message).afterAccept() : Verdict.UNUSABLE;
    return failures.of(verdict, detail(status, error, message));
  }

  AttemptFailure unreadable(HttpReply reply) {
    return failures.unreadable(reply);
  }

  AttemptFailure of(Verdict verdict, String reason) {
    return failures.of(verdict, reason);
  }

  private static Verdict classify(int status, JsonObject error, String message) {
    String words = message.toLowerCase(Locale.ROOT);
    if (words.contains("enforced_spend_limit_reached") || hasSpendLimitCode(error)) {
      return Verdict.NO_ACCOUNT;
    }
    if (status == 400 && words.contains("credit balance")) {
      return Verdict.NO_ACCOUNT;
    }
    if (status == 400 && words.contains("content filtering policy")) {
      return Verdict.MODERATED;
    }
    @Nullable Verdict byType = BY_TYPE.get(type(error));
    return byType != null ? byType : Verdict.ofStatus(status);
  }

  private static boolean hasSpendLimitCode(JsonObject error) {
    return error.string("code").filter("enforced_spend_limit_reached"::equals).isPresent()
        || type(error).equals("enforced_spend_limit_reached");
  }

  private static JsonObject error(JsonObject body) {
    return body.object("error").orElse(JsonObject.EMPTY);
  }

  private static String type(JsonObject error) {
    return error.string("type").orElse("");
  }

  private static String detail(int status, JsonObject error, String message) {
    return "http %d type=%s: %s".formatted(status, type(error), message);
  }
}
