package dev.modelroute.provider.http;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What adapters may know of their surroundings: the environment's values by name, read once by the
 * wiring.
 *
 * @param values environment variables
 * @param publicUrl where providers reach callbacks and file links; null when nothing reaches us
 */
public record ProviderSettings(Map<String, String> values, @Nullable URI publicUrl) {
  private static final Pattern SECRET_NAME = Pattern.compile(".*(KEY|TOKEN|SECRET|PASSWORD)");

  /** Shorter values are no secrets, and hiding them would blank out ordinary words. */
  private static final int MIN_SECRET_LENGTH = 8;

  public ProviderSettings {
    values = Map.copyOf(values);
  }

  /** The value without surrounding blanks; empty when absent or blank. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  /** The values that must never be written anywhere. */
  public List<String> secrets() {
    return values.entrySet().stream()
        .filter(entry -> SECRET_NAME.matcher(entry.getKey()).matches())
        .map(entry -> entry.getValue().strip())
        .filter(value -> value.length() >= MIN_SECRET_LENGTH)
        .toList();
  }

  /** Names only: values may be secret. */
  @Override
  public String toString() {
    return "ProviderSettings[names=" + values.keySet() + ", publicUrl=" + publicUrl + "]";
  }
}
