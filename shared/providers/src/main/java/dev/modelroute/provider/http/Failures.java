package dev.modelroute.provider.http;

import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.core.provider.FailureAction;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Makes failures of verdicts, with the provider's words redacted. What every HTTP provider has in
 * common: lost connections, deadlines, answers nobody can read.
 */
public final class Failures {
  /** Starts the detail of a failure that is about the operator's account at the provider. */
  public static final String ACCOUNT = "PROVIDER_ACCOUNT";

  private final SecretRedaction redaction;
  private final InstantSource time;

  public Failures(ProviderSettings settings, InstantSource time) {
    this.redaction = new SecretRedaction(settings.secrets());
    this.time = time;
  }

  /** A reply that is no success; its headers may ask for a wait. */
  public AttemptFailure refused(Verdict verdict, HttpReply reply, String detail) {
    return failure(verdict, RetryAfter.of(reply.headers(), time.instant()).orElse(null), detail);
  }

  /**
   * @param wait as the provider's body asked for it
   */
  public AttemptFailure refused(Verdict verdict, @Nullable Duration wait, String detail) {
    return failure(verdict, wait, detail);
  }

  public AttemptFailure of(Verdict verdict, String detail) {
    return failure(verdict, null, detail);
  }

  public AttemptFailure notSent(Exchange.NotSent notSent) {
    return of(Verdict.DOWN, notSent.reason());
  }

  public AttemptFailure inDoubt(Exchange.InDoubt lost) {
    Verdict verdict =
        switch (lost.cause()) {
          case CONNECTION_LOST -> Verdict.LOST;
          case DEADLINE -> Verdict.LATE;
          case TOO_LARGE -> Verdict.STRANGE;
        };
    return of(verdict, lost.reason());
  }

  /** A success that is not what was asked for: HTML, cut off, another content type. */
  public AttemptFailure unreadable(HttpReply reply) {
    return of(Verdict.STRANGE, "unreadable answer: " + reply.text());
  }

  /** Asked for a job that nobody can have given out: the provider has none. */
  public AttemptFailure noJob() {
    return of(Verdict.NO_RESULT, "there is no such job");
  }

  /** An input that the provider would refuse; another route may take it. */
  public static AttemptFailure notSendable(String reason) {
    return AttemptFailure.nextRoute(ErrorCode.INPUT_VALIDATION_ERROR, "not sent: " + reason);
  }

  private AttemptFailure failure(Verdict verdict, @Nullable Duration wait, String detail) {
    ErrorCode code = verdict.code();
    String clean = redaction.apply(detail);
    return switch (verdict.kind()) {
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
}
