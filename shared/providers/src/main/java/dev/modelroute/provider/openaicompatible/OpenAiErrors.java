package dev.modelroute.provider.openaicompatible;

import static dev.modelroute.provider.http.Verdict.BAD_FILE;
import static dev.modelroute.provider.http.Verdict.BAD_INPUT;
import static dev.modelroute.provider.http.Verdict.LIMITED;
import static dev.modelroute.provider.http.Verdict.MODERATED;
import static dev.modelroute.provider.http.Verdict.NO_ACCOUNT;
import static dev.modelroute.provider.http.Verdict.NO_MODEL;
import static dev.modelroute.provider.http.Verdict.NO_RESULT;
import static dev.modelroute.provider.http.Verdict.OUR_LINK;
import static dev.modelroute.provider.http.Verdict.OVERLOADED;
import static dev.modelroute.provider.http.Verdict.UNMAPPED;
import static java.util.Map.entry;

import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.provider.http.Failures;
import dev.modelroute.provider.http.HttpReply;
import dev.modelroute.provider.http.Verdict;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The dialect's error table: status and typed code to one of our twelve, and what may follow. */
final class OpenAiErrors {
  private static final Set<String> ACCOUNT_CODES =
      Set.of(
          "insufficient_quota",
          "credit_balance_exhausted",
          "organization_spend_limit_exceeded",
          "project_spend_limit_exceeded",
          "organization_usage_limit_exceeded");

  /** Codes that say everything, whatever the status. */
  private static final Map<String, Verdict> BY_CODE =
      Map.ofEntries(
          entry("moderation_blocked", MODERATED),
          entry("content_policy_violation", MODERATED),
          entry("image_content_policy_violation", MODERATED),
          entry("bio_policy", MODERATED),
          entry("invalid_prompt", MODERATED),
          entry("failed_to_download_image", OUR_LINK),
          entry("invalid_image_url", OUR_LINK),
          entry("image_file_not_found", OUR_LINK),
          entry("unsupported_image_media_type", BAD_FILE),
          entry("invalid_image_format", BAD_FILE),
          entry("image_parse_error", BAD_FILE),
          entry("image_too_small", BAD_FILE),
          entry("image_too_large", BAD_FILE),
          entry("image_file_too_large", BAD_FILE),
          entry("empty_image_file", BAD_FILE),
          entry("invalid_base64_image", BAD_FILE),
          entry("capacity_exceeded", OVERLOADED),
          entry("server_is_overloaded", OVERLOADED),
          entry("json_validate_failed", NO_RESULT),
          entry("model_not_found", NO_MODEL),
          entry("unknown_model", NO_MODEL),
          entry("rate_limit_exceeded", LIMITED),
          entry("429", LIMITED),
          entry("context_length_exceeded", BAD_INPUT));

  /** Types under which a 400 or 422 is about the request; hosts that type nothing mean the same. */
  private static final Set<String> INPUT_TYPES =
      Set.of("", "invalid_request_error", "BadRequestError", "validation");

  private final String profile;
  private final Failures failures;

  OpenAiErrors(String profile, Failures failures) {
    this.profile = profile;
    this.failures = failures;
  }

  /** A reply that is no 2xx. */
  AttemptFailure refused(HttpReply reply) {
    ErrorSignal signal = ErrorSignal.parse(reply.status(), reply.body());
    return failures.refused(classify(signal), reply, detail(signal));
  }

  /** An error in the body of a 2xx: the job was taken, so it is never tried again in place. */
  AttemptFailure inside(ErrorSignal signal) {
    ErrorSignal read = signal.withStatusOfCode();
    Verdict verdict =
        read.status() < 300 && !knows(read) ? Verdict.UNUSABLE : classify(read).afterAccept();
    return failures.of(verdict, detail(signal));
  }

  AttemptFailure unreadable(HttpReply reply) {
    return failures.unreadable(reply);
  }

  /** A result that is JSON and still none. */
  AttemptFailure unusable(ErrorCode code, String reason) {
    return failures.of(new Verdict(code, Verdict.Kind.NEXT_ALARM), reason);
  }

  AttemptFailure moderated(String reason) {
    return failures.of(MODERATED, reason);
  }

  AttemptFailure empty(String what) {
    return failures.of(NO_RESULT, "empty " + what);
  }

  private static boolean knows(ErrorSignal signal) {
    return ACCOUNT_CODES.contains(signal.code())
        || ACCOUNT_CODES.contains(signal.type())
        || BY_CODE.containsKey(signal.code());
  }

  private Verdict classify(ErrorSignal signal) {
    @Nullable Verdict special = ofProfile(signal);
    if (special != null) {
      return special;
    }
    if (ACCOUNT_CODES.contains(signal.code()) || ACCOUNT_CODES.contains(signal.type())) {
      return NO_ACCOUNT;
    }
    @Nullable Verdict byCode = BY_CODE.get(signal.code());
    return byCode != null ? byCode : byStatus(signal);
  }

  private static Verdict byStatus(ErrorSignal signal) {
    return switch (signal.status()) {
      case 400, 422 -> INPUT_TYPES.contains(signal.type()) ? BAD_INPUT : UNMAPPED;
      case 404 -> saysNoModel(signal) ? NO_MODEL : UNMAPPED;
      case 498 -> OVERLOADED;
      case 503 -> signal.code().equals("slow_down") ? OVERLOADED : Verdict.DOWN;
      default -> Verdict.ofStatus(signal.status());
    };
  }

  private static boolean saysNoModel(ErrorSignal signal) {
    return signal.code().equals("404") || signal.type().equals("NotFoundError");
  }

  /** Signals that one provider alone gives another meaning. */
  private @Nullable Verdict ofProfile(ErrorSignal signal) {
    return switch (profile) {
      case "openrouter" -> ofOpenRouter(signal);
      case "fireworks" -> signal.status() == 412 ? NO_ACCOUNT : null;
      case "ollama" -> signal.status() == 404 ? NO_MODEL : null;
      default -> null;
    };
  }

  private static @Nullable Verdict ofOpenRouter(ErrorSignal signal) {
    boolean inFlightBudget =
        signal
            .metadata()
            .string("limit_source")
            .filter("openrouter_in_flight_budget"::equals)
            .isPresent();
    boolean upstream = signal.metadata().has("provider_name");
    return switch (signal.status()) {
      case 402 -> inFlightBudget ? LIMITED : NO_ACCOUNT;
      case 403 -> signal.metadata().has("reasons") ? MODERATED : NO_ACCOUNT;
      case 502, 503 -> upstream ? null : NO_MODEL;
      default -> null;
    };
  }

  private static String detail(ErrorSignal signal) {
    return "http %d type=%s code=%s: %s"
        .formatted(signal.status(), signal.type(), signal.code(), signal.message());
  }
}
