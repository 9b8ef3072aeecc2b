package dev.modelroute.core.json;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON object; members keep the order in which they were written. */
public record JsonObject(Map<String, Json> members) implements Json {

  public static final JsonObject EMPTY = new JsonObject(Map.of());

  public JsonObject {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  public static Builder builder() {
    return new Builder();
  }

  public boolean has(String name) {
    return members.containsKey(name);
  }

  public Optional<Json> get(String name) {
    return Optional.ofNullable(members.get(name));
  }

  /** The member when it is a string; empty when absent or of another type. */
  public Optional<String> string(String name) {
    return members.get(name) instanceof JsonString(String value)
        ? Optional.of(value)
        : Optional.empty();
  }

  /** The member when it is a number; empty when absent or of another type. */
  public Optional<BigDecimal> number(String name) {
    return members.get(name) instanceof JsonNumber(BigDecimal value)
        ? Optional.of(value)
        : Optional.empty();
  }

  /** The member when it is a whole number that fits a long. */
  public Optional<Long> whole(String name) {
    return members.get(name) instanceof JsonNumber number && number.isWhole() && fitsLong(number)
        ? Optional.of(number.value().longValueExact())
        : Optional.empty();
  }

  private static boolean fitsLong(JsonNumber number) {
    return number.value().compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) >= 0
        && number.value().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
  }

  public Optional<Boolean> bool(String name) {
    return members.get(name) instanceof JsonBoolean(boolean value)
        ? Optional.of(value)
        : Optional.empty();
  }

  public Optional<JsonObject> object(String name) {
    return members.get(name) instanceof JsonObject value ? Optional.of(value) : Optional.empty();
  }

  public Optional<JsonArray> array(String name) {
    return members.get(name) instanceof JsonArray value ? Optional.of(value) : Optional.empty();
  }

  /** This object with one member set or replaced. */
  public JsonObject with(String name, Json value) {
    var copy = new LinkedHashMap<>(members);
    copy.put(name, value);
    return new JsonObject(copy);
  }

  /** This object without one member. */
  public JsonObject without(String name) {
    var copy = new LinkedHashMap<>(members);
    copy.remove(name);
    return new JsonObject(copy);
  }

  /** Builds an object member by member; a Java {@code null} is written as JSON {@code null}. */
  public static final class Builder {
    private final Map<String, Json> members = new LinkedHashMap<>();

    public Builder put(String name, @Nullable Json value) {
      members.put(name, value == null ? JsonNull.NULL : value);
      return this;
    }

    public Builder put(String name, @Nullable String value) {
      return put(name, value == null ? null : new JsonString(value));
    }

    public Builder put(String name, long value) {
      return put(name, JsonNumber.of(value));
    }

    public Builder put(String name, boolean value) {
      return put(name, new JsonBoolean(value));
    }

    /** Writes the member only when there is a value. */
    public Builder putIfPresent(String name, Optional<? extends Json> value) {
      value.ifPresent(json -> members.put(name, json));
      return this;
    }

    public JsonObject build() {
      return new JsonObject(members);
    }
  }
}
