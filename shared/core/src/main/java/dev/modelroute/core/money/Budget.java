package dev.modelroute.core.money;

import dev.modelroute.core.id.Digests;
import dev.modelroute.core.identity.KeyId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A limit as it applies to one request.
 *
 * @param subject whose spending is counted, in the characters of a row's name
 * @param name how a caller knows it: {@code this API key}, {@code metadata.customer}
 */
public record Budget(String subject, String name, SpendLimit limit) {

  static Budget ofKey(KeyId key, SpendLimit limit) {
    return new Budget("KEY#" + key, "this API key", limit);
  }

  static Budget ofTag(String key, String value, SpendLimit limit) {
    // Neither part may reach into the other: their lengths are fixed by hashing.
    String tag = Digests.sha256(Digests.sha256(key) + Digests.sha256(value));
    return new Budget("TAG#" + tag, "metadata." + key, limit);
  }

  /**
   * All that apply to a request. Where two count the same spending over the same period the lower
   * one rules.
   */
  public static List<Budget> of(
      KeyId key,
      Optional<SpendLimit> keyLimit,
      List<TagBudget> tags,
      Map<String, String> metadata) {
    List<Budget> all = new ArrayList<>();
    keyLimit.ifPresent(limit -> all.add(ofKey(key, limit)));
    tags.forEach(tag -> tag.of(metadata).ifPresent(all::add));
    Map<String, Budget> ruling = new LinkedHashMap<>();
    all.forEach(budget ->
        ruling.merge(budget.subject() + "/" + budget.limit().period(), budget, Budget::lower));
    return List.copyOf(ruling.values());
  }

  private static Budget lower(Budget one, Budget other) {
    return one.limit().amount().compareTo(other.limit().amount()) <= 0 ? one : other;
  }

  /** What is counted up for a request of this instant. */
  public SpendCounter counter(Instant at) {
    return new SpendCounter(subject, limit.period().at(at));
  }
}
