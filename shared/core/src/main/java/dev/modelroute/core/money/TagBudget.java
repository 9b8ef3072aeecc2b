package dev.modelroute.core.money;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an organisation lets be spent on executions with a metadata tag.
 *
 * @param key of the metadata pair
 * @param value of the pair; null: each value has the limit to itself
 */
public record TagBudget(String key, @Nullable String value, SpendLimit limit) {
  /** Most of an organisation: each is one more row of a submit's transaction. */
  public static final int MOST = 10;

  /** The budget of a request with this metadata, if it has the tag. */
  Optional<Budget> of(Map<String, String> metadata) {
    return Optional.ofNullable(metadata.get(key))
        .filter(sent -> value == null || value.equals(sent))
        .map(sent -> Budget.ofTag(key, sent, limit));
  }
}
