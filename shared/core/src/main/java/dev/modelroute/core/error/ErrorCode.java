package dev.modelroute.core.error;

/** The twelve codes an execution may fail with; nothing else is ever stored on one. */
public enum ErrorCode {
  INPUT_VALIDATION_ERROR(400, false, "The input is not valid for this model."),
  CONTENT_MODERATION_REJECTED(
      400, false, "The input or the output was rejected by content moderation."),
  FILE_NOT_FOUND(400, false, "A file of the input does not exist or has expired."),
  FILE_FORMAT_UNSUPPORTED(400, false, "The format of a file is not supported."),
  INSUFFICIENT_BALANCE(402, false, "The balance does not cover the hold for this execution."),
  RATE_LIMITED(429, true, "Too many requests; try again later."),
  MODEL_OVERLOADED(503, true, "The model is overloaded; back off or use another model."),
  MODEL_UNAVAILABLE(503, true, "The model is unavailable; try again shortly."),
  GENERATION_TIMEOUT(504, true, "The execution did not finish within its deadline."),
  GENERATION_FAILED(500, true, "The model did not produce a usable result."),
  SERVICE_UNAVAILABLE(503, true, "The service is temporarily unavailable; try again shortly."),
  INTERNAL_ERROR(500, false, "An internal error occurred; report the request id.");

  private final int httpStatus;
  private final boolean retryable;
  private final String message;

  ErrorCode(int httpStatus, boolean retryable, String message) {
    this.httpStatus = httpStatus;
    this.retryable = retryable;
    this.message = message;
  }

  /** The status of a response that carries this code (FILE_NOT_FOUND is 404 on file routes). */
  public int httpStatus() {
    return httpStatus;
  }

  public boolean retryable() {
    return retryable;
  }

  /** Fixed wording for callers; never a provider's text. */
  public String message() {
    return message;
  }
}
