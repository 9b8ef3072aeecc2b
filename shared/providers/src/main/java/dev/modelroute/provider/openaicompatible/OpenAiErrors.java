package dev.modelroute.provider.openaicompatible;

import static java.util.Map.entry;

import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.core.provider.FailureAction;
import dev.modelroute.provider.http.Exchange;
import dev.modelroute.provider.http.HttpReply;
import dev.modelroute.provider.http.RetryAfter;
import dev.modelroute.provider.http.SecretRedaction;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The dialect's error table: status and typed code to one of our twelve, and what may follow. */
final class OpenAiErrors {
  /** Starts the detail of a failure that is about the operator's account at the provider. */
  static final String ACCOUNT = "PROVIDER_ACCOUNT";

  private static final Set<String> ACCOUNT_CODES =
      Set.of(
          "insufficient_quota",
          "credit_balance_exhausted",
          "organization_spend_limit_exceeded",
          "project_spend_limit_exceeded",
          "organization_usage_limit_exceeded");

  private static final Outcome MODERATED =
      new Outcome(ErrorCode.CONTENT_MODERATION_REJECTED, Kind.STOP);
  private static final Outcome BAD_FILE = new Outcome(ErrorCode.FILE_FORMAT_UNSUPPORTED, Kind.STOP);
  private static final Outcome OUR_LINK = new Outcome(ErrorCode.INTERNAL_ERROR, Kind.NEXT_ALARM);
  private static final Outcome NO_MODEL = new Outcome(ErrorCode.MODEL_UNAVAILABLE, Kind.NEXT_ALARM);
  private static final Outcome OVERLOADED = new Outcome(ErrorCode.MODEL_OVERLOADED, Kind.RETRY);
  private static final Outcome LIMITED = new Outcome(ErrorCode.RATE_LIMITED, Kind.RETRY);
  private static final Outcome BAD_INPUT =
      new Outcome(ErrorCode.INPUT_VALIDATION_ERROR, Kind.STOP_ALARM);
  private static final Outcome DOWN = new Outcome(ErrorCode.SERVICE_UNAVAILABLE, Kind.RETRY);
  private static final Outcome LOST = new Outcome(ErrorCode.SERVICE_UNAVAILABLE, Kind.IN_DOUBT);
  private static final Outcome LATE = new Outcome(ErrorCode.GENERATION_TIMEOUT, Kind.IN_DOUBT);
  private static final Outcome STRANGE =
      new Outcome(ErrorCode.SERVICE_UNAVAILABLE, Kind.IN_DOUBT_ALARM);
  private static final Outcome UNMAPPED = new Outcome(ErrorCode.INTERNAL_ERROR, Kind.NEXT_ALARM);
  private static final Outcome NO_ACCOUNT =
      new Outcome(ErrorCode.SERVICE_UNAVAILABLE, Kind.ACCOUNT);

  /** Codes that say everything, whatever the status. */
  private static final Map<String, Outcome> BY_CODE =
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
          entry("json_validate_failed", new Outcome(ErrorCode.GENERATION_FAILED, Kind.NEXT)),
          entry("model_not_found", NO_MODEL),
          entry("unknown_model", NO_MODEL),
          entry("rate_limit_exceeded", LIMITED),
          entry("429", LIMITED),
          entry("context_length_exceeded", BAD_INPUT));

  /** What a status means when no code says more. */
  private static final Map<Integer, Outcome> BY_STATUS =
      Map.ofEntries(
          entry(401, NO_ACCOUNT),
          entry(402, NO_ACCOUNT),
          entry(403, NO_ACCOUNT),
          entry(408, LATE),
          entry(415, BAD_FILE),
          entry(429, LIMITED),
          entry(498, OVERLOADED),
          entry(500, DOWN),
          entry(502, LOST),
          entry(504, LATE),
          entry(520, LOST),
          entry(521, LOST),
          entry(522, LOST),
          entry(523, LOST),
          entry(524, LATE),
          entry(529, OVERLOADED));

  /** Types under which a 400 or 422 is about the request; hosts that type nothing mean the same. */
  private static final Set<String> INPUT_TYPES =
      Set.of("", "invalid_request_error", "BadRequestError", "validation");

  private final String profile;
  private final SecretRedaction redaction;
  private final InstantSource time;

  OpenAiErrors(String profile, SecretRedaction redaction, InstantSource time) {
    this.profile = profile;
    this.redaction = redaction;
    this.time = time;
  }

  private record Outcome(ErrorCode code, Kind kind) {}

  private enum Kind {
    STOP,
    STOP_ALARM,
    NEXT,
    NEXT_ALARM,
    /** No job was taken. */
    RETRY,
    IN_DOUBT,
    IN_DOUBT_ALARM,
    /** The operator's account at the provider: another route may help, waiting never does. */
    ACCOUNT
  }

  /** A reply that is no 2xx. */
  AttemptFailure refused(HttpReply reply) {
    ErrorSignal signal = ErrorSignal.parse(reply.status(), reply.body());
    @Nullable Duration wait = RetryAfter.of(reply.headers(), time.instant()).orElse(null);
    return failure(classify(signal), wait, detail(signal));
  }

  /** An error in the body of a 2xx: the job was taken, so it is never tried again in place. */
  AttemptFailure inside(ErrorSignal signal) {
    ErrorSignal read = signal.withStatusOfCode();
    Outcome outcome =
        read.status() < 300 && !knows(read)
            ? new Outcome(ErrorCode.GENERATION_FAILED, Kind.NEXT_ALARM)
            : classify(read);
    Kind kind = outcome.kind() == Kind.RETRY ? Kind.NEXT : outcome.kind();
    return failure(new Outcome(outcome.code(), kind), null, detail(signal));
  }

  AttemptFailure notSent(Exchange.NotSent notSent) {
    return failure(DOWN, null, notSent.reason());
  }

  AttemptFailure inDoubt(Exchange.InDoubt lost) {
    Outcome outcome =
        switch (lost.cause()) {
          case CONNECTION_LOST -> LOST;
          case DEADLINE -> LATE;
          case TOO_LARGE -> STRANGE;
        };
    return failure(outcome, null, lost.reason());
  }

  /** A 2xx that is not what was asked for: HTML, cut off, another content type. */
  AttemptFailure unreadable(HttpReply reply) {
    return failure(STRANGE, null, "unreadable answer: " + reply.text());
  }

  /** Asked for a job that nobody can have given out: no route of this dialect has jobs. */
  AttemptFailure noJob() {
    return failure(
        new Outcome(ErrorCode.GENERATION_FAILED, Kind.NEXT), null, "there is no such job");
  }

  /** A result that is JSON and still none. */
  AttemptFailure unusable(ErrorCode code, String reason) {
    return failure(new Outcome(code, Kind.NEXT_ALARM), null, reason);
  }

  AttemptFailure moderated(String reason) {
    return failure(MODERATED, null, reason);
  }

  AttemptFailure empty() {
    return failure(new Outcome(ErrorCode.GENERATION_FAILED, Kind.NEXT), null, "empty text");
  }

  private static boolean knows(ErrorSignal signal) {
    return ACCOUNT_CODES.contains(signal.code())
        || ACCOUNT_CODES.contains(signal.type())
        || BY_CODE.containsKey(signal.code());
  }

  private Outcome classify(ErrorSignal signal) {
    @Nullable Outcome special = ofProfile(signal);
    if (special != null) {
      return special;
    }
    if (ACCOUNT_CODES.contains(signal.code()) || ACCOUNT_CODES.contains(signal.type())) {
      return NO_ACCOUNT;
    }
    @Nullable Outcome byCode = BY_CODE.get(signal.code());
    return byCode != null ? byCode : byStatus(signal);
  }

  private static Outcome byStatus(ErrorSignal signal) {
    @Nullable Outcome known = BY_STATUS.get(signal.status());
    return switch (signal.status()) {
      case 400, 422 -> INPUT_TYPES.contains(signal.type()) ? BAD_INPUT : UNMAPPED;
      case 404 -> saysNoModel(signal) ? NO_MODEL : UNMAPPED;
      case 503 -> signal.code().equals("slow_down") ? OVERLOADED : DOWN;
      default -> known != null ? known : signal.status() / 100 == 4 ? UNMAPPED : STRANGE;
    };
  }

  private static boolean saysNoModel(ErrorSignal signal) {
    return signal.code().equals("404") || signal.type().equals("NotFoundError");
  }

  /** Signals that one provider alone gives another meaning. */
  private @Nullable Outcome ofProfile(ErrorSignal signal) {
    return switch (profile) {
      case "openrouter" -> ofOpenRouter(signal);
      case "fireworks" -> signal.status() == 412 ? NO_ACCOUNT : null;
      case "ollama" -> signal.status() == 404 ? NO_MODEL : null;
      default -> null;
    };
  }

  private static @Nullable Outcome ofOpenRouter(ErrorSignal signal) {
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

  private AttemptFailure failure(Outcome outcome, @Nullable Duration wait, String detail) {
    ErrorCode code = outcome.code();
    String clean = redaction.apply(detail);
    return switch (outcome.kind()) {
      case STOP -> AttemptFailure.stop(code, clean);
      case STOP_ALARM -> AttemptFailure.stop(code, clean).withAlarm();
      case NEXT -> AttemptFailure.nextRoute(code, clean);
      case NEXT_ALARM -> AttemptFailure.nextRoute(code, clean).withAlarm();
      case IN_DOUBT -> AttemptFailure.inDoubt(code, clean);
      case IN_DOUBT_ALARM -> AttemptFailure.inDoubt(code, clean).withAlarm();
      case ACCOUNT -> AttemptFailure.nextRoute(code, ACCOUNT + ": " + clean).withAlarm();
      case RETRY -> new AttemptFailure(code, retryAction(code, wait), wait, false, false, clean);
    };
  }

  /** In place only for a short wait; a rate limit that names none is not worth a second try. */
  private static FailureAction retryAction(ErrorCode code, @Nullable Duration wait) {
    boolean inPlace =
        wait == null
            ? code != ErrorCode.RATE_LIMITED
            : wait.compareTo(RetryAfter.MAX_IN_PLACE) <= 0;
    return inPlace ? FailureAction.RETRY_IN_PLACE : FailureAction.NEXT_ROUTE;
  }

  private static String detail(ErrorSignal signal) {
    return "http %d type=%s code=%s: %s"
        .formatted(signal.status(), signal.type(), signal.code(), signal.message());
  }
}
