package dev.modelroute.api;

import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.money.Budget;
import java.util.List;

/**
 * Why a request is not done: the error envelope before it has a request id.
 *
 * @param status of the response
 * @param code one of the twelve of {@link ErrorCode}, or UNAUTHORIZED, FORBIDDEN, NOT_FOUND,
 *     CONFLICT
 * @param message fixed wording of ours; never the text of an exception or of a provider
 * @param retryAfterSeconds 0 for no {@code Retry-After}
 */
record Refusal(
    int status,
    String code,
    String message,
    boolean retryable,
    List<FieldError> details,
    long retryAfterSeconds) {
  private static final long RETRY_AFTER_SECONDS = 2;

  Refusal {
    details = List.copyOf(details);
  }

  static Refusal of(ErrorCode code) {
    return of(code, List.of());
  }

  static Refusal of(ErrorCode code, List<FieldError> details) {
    return new Refusal(
        code.httpStatus(),
        code.name(),
        code.message(),
        code.retryable(),
        details,
        asksToWait(code.httpStatus()) ? RETRY_AFTER_SECONDS : 0);
  }

  /** A request that is not valid as a whole. */
  static Refusal invalid(String message) {
    return requestLevel(400, ErrorCode.INPUT_VALIDATION_ERROR.name(), message);
  }

  /** A request with one wrong field. */
  static Refusal invalid(String field, String code, String message) {
    return invalid(List.of(new FieldError(field, code, message)));
  }

  static Refusal invalid(List<FieldError> details) {
    return requestLevel(
            400, ErrorCode.INPUT_VALIDATION_ERROR.name(), "The request is not valid; see details.")
        .withDetails(details);
  }

  /** As a balance that is short, but it says what is. */
  static Refusal overBudget(Budget budget) {
    ErrorCode code = ErrorCode.INSUFFICIENT_BALANCE;
    String message =
        "The budget of "
            + budget.name()
            + " ("
            + budget.limit()
            + ") has no room for this request.";
    return new Refusal(code.httpStatus(), code.name(), message, code.retryable(), List.of(), 0);
  }

  static Refusal unauthorized() {
    return requestLevel(401, "UNAUTHORIZED", "A valid API key is required.");
  }

  static Refusal forbidden(String message) {
    return requestLevel(403, "FORBIDDEN", message);
  }

  static Refusal notFound() {
    return requestLevel(404, "NOT_FOUND", "There is no such resource.");
  }

  /** A missing file on a file route; inside an execution's input the same code is a 400. */
  static Refusal fileNotFound() {
    return requestLevel(
        404, ErrorCode.FILE_NOT_FOUND.name(), "The file does not exist or has expired.");
  }

  static Refusal conflict(String message) {
    return requestLevel(409, "CONFLICT", message);
  }

  static Refusal tooLarge() {
    return ofStatus(413);
  }

  static Refusal rateLimited(long retryAfterSeconds) {
    ErrorCode code = ErrorCode.RATE_LIMITED;
    return new Refusal(
        code.httpStatus(), code.name(), code.message(), true, List.of(), retryAfterSeconds);
  }

  /**
   * What the framework refuses by status alone. The contract has no codes of their own for 405,
   * 406, 413 and 415: they are requests that are not valid, and the status says how.
   */
  static Refusal ofStatus(int status) {
    return switch (status) {
      case 401 -> unauthorized();
      case 403 -> forbidden("This key may not do that.");
      case 404 -> notFound();
      case 409 -> conflict("The request conflicts with the present state.");
      case 429 -> rateLimited(RETRY_AFTER_SECONDS);
      case 503 -> of(ErrorCode.SERVICE_UNAVAILABLE);
      default -> status >= 500 ? of(ErrorCode.INTERNAL_ERROR) : invalidAs(status);
    };
  }

  private static Refusal invalidAs(int status) {
    String message =
        switch (status) {
          case 405 -> "This method is not allowed here.";
          case 406 -> "Only application/json is answered.";
          case 413 -> "The body is too large.";
          case 415 -> "Send the body as application/json.";
          default -> "The request is not valid.";
        };
    return requestLevel(status, ErrorCode.INPUT_VALIDATION_ERROR.name(), message);
  }

  Refusal withDetails(List<FieldError> fields) {
    return new Refusal(status, code, message, retryable, fields, retryAfterSeconds);
  }

  /** {@code {"error":{…}}}; {@code details} only where there are some. */
  JsonObject envelope(String requestId) {
    JsonObject.Builder error =
        JsonObject.builder()
            .put("code", code)
            .put("message", message)
            .put("retryable", retryable)
            .put("request_id", requestId);
    if (!details.isEmpty()) {
      error.put("details", details.stream().map(Refusal::json).collect(JsonArray.collector()));
    }
    return JsonObject.builder().put("error", error.build()).build();
  }

  private static JsonObject json(FieldError error) {
    return JsonObject.builder()
        .put("field", error.field())
        .put("code", error.code())
        .put("message", error.message())
        .build();
  }

  private static Refusal requestLevel(int status, String code, String message) {
    return new Refusal(status, code, message, false, List.of(), 0);
  }

  private static boolean asksToWait(int status) {
    return status == 429 || status == 503;
  }
}
