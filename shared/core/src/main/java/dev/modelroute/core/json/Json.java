package dev.modelroute.core.json;

/** A JSON value. Numbers keep every digit; objects keep the order of their members. */
public sealed interface Json
    permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBoolean, JsonNull {

  static Json of(String value) {
    return new JsonString(value);
  }

  static Json of(long value) {
    return JsonNumber.of(value);
  }

  static Json of(boolean value) {
    return new JsonBoolean(value);
  }

  /** Compact JSON text. */
  default String toText() {
    return JsonWriter.compact(this);
  }
}
