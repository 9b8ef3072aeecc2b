package dev.modelroute.core.json;

/** The JSON {@code null}. */
public record JsonNull() implements Json {
  public static final JsonNull NULL = new JsonNull();
}
