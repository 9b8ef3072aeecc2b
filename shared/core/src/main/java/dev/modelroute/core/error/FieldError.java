package dev.modelroute.core.error;

/**
 * What is wrong with one field of a request.
 *
 * @param field path from the request's root: {@code model}, {@code input.messages[0].content}
 * @param code upper-case word a program can act on: {@code REQUIRED}, {@code UNKNOWN_FIELD}, {@code
 *     TYPE}
 * @param message a sentence for people
 */
public record FieldError(String field, String code, String message) {}
