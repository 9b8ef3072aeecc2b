package dev.modelroute.provider.http;

import dev.modelroute.core.error.ErrorCode;

/** What a provider's signal means: one of our codes, and what may follow. */
public record Verdict(ErrorCode code, Kind kind) {

  /** What may follow, and whether somebody should look. */
  public enum Kind {
    STOP,
    /** Our own check had passed what the provider refuses: a fault of an adapter. */
    STOP_ALARM,
    NEXT,
    NEXT_ALARM,
    /** The reply shows that no job was taken. */
    RETRY,
    IN_DOUBT,
    IN_DOUBT_ALARM,
    /** The operator's account at the provider: another route may help, waiting never does. */
    ACCOUNT
  }

  public static final Verdict MODERATED =
      new Verdict(ErrorCode.CONTENT_MODERATION_REJECTED, Kind.STOP);
  public static final Verdict BAD_FILE = new Verdict(ErrorCode.FILE_FORMAT_UNSUPPORTED, Kind.STOP);

  /** The provider could not fetch what we offered it. */
  public static final Verdict OUR_LINK = new Verdict(ErrorCode.INTERNAL_ERROR, Kind.NEXT_ALARM);

  public static final Verdict NO_MODEL = new Verdict(ErrorCode.MODEL_UNAVAILABLE, Kind.NEXT_ALARM);
  public static final Verdict OVERLOADED = new Verdict(ErrorCode.MODEL_OVERLOADED, Kind.RETRY);
  public static final Verdict LIMITED = new Verdict(ErrorCode.RATE_LIMITED, Kind.RETRY);
  public static final Verdict BAD_INPUT =
      new Verdict(ErrorCode.INPUT_VALIDATION_ERROR, Kind.STOP_ALARM);
  public static final Verdict DOWN = new Verdict(ErrorCode.SERVICE_UNAVAILABLE, Kind.RETRY);
  public static final Verdict LOST = new Verdict(ErrorCode.SERVICE_UNAVAILABLE, Kind.IN_DOUBT);
  public static final Verdict LATE = new Verdict(ErrorCode.GENERATION_TIMEOUT, Kind.IN_DOUBT);
  public static final Verdict STRANGE =
      new Verdict(ErrorCode.SERVICE_UNAVAILABLE, Kind.IN_DOUBT_ALARM);
  public static final Verdict UNMAPPED = new Verdict(ErrorCode.INTERNAL_ERROR, Kind.NEXT_ALARM);
  public static final Verdict NO_ACCOUNT = new Verdict(ErrorCode.SERVICE_UNAVAILABLE, Kind.ACCOUNT);

  /** A job ran and came to nothing. */
  public static final Verdict NO_RESULT = new Verdict(ErrorCode.GENERATION_FAILED, Kind.NEXT);

  /** A result that is not what was asked for. */
  public static final Verdict UNUSABLE = new Verdict(ErrorCode.GENERATION_FAILED, Kind.NEXT_ALARM);

  /** What a status means where no code of the provider says more. */
  public static Verdict ofStatus(int status) {
    return switch (status) {
      case 401, 402, 403 -> NO_ACCOUNT;
      case 408, 504, 524 -> LATE;
      case 415 -> BAD_FILE;
      case 429 -> LIMITED;
      case 500, 503 -> DOWN;
      case 502, 520, 521, 522, 523 -> LOST;
      case 529 -> OVERLOADED;
      default -> status / 100 == 4 ? UNMAPPED : STRANGE;
    };
  }

  /** The same signal where the job was taken: nothing is tried again in place. */
  public Verdict afterAccept() {
    return kind == Kind.RETRY ? new Verdict(code, Kind.NEXT) : this;
  }
}
