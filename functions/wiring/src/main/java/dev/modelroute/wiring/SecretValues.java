package dev.modelroute.wiring;

import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Fills in secrets that the environment only names: {@code MODELROUTE_SECRET_PEPPER_ARN} becomes
 * {@code MODELROUTE_PEPPER}, and the JSON object behind {@code MODELROUTE_PROVIDER_SECRET_ARN}
 * becomes one setting per member ({@code OPENAI_API_KEY}).
 */
final class SecretValues {
  private static final String PREFIX = "MODELROUTE_SECRET_";
  private static final String SUFFIX = "_ARN";
  private static final String PROVIDERS = "MODELROUTE_PROVIDER_SECRET_ARN";

  private SecretValues() {}

  static boolean areNamed(Map<String, String> environment) {
    return environment.keySet().stream().anyMatch(name -> isSecret(name) || name.equals(PROVIDERS));
  }

  /**
   * @param read the value of a secret by its ARN
   */
  static Map<String, String> fillIn(Map<String, String> environment, UnaryOperator<String> read) {
    Map<String, String> values = new HashMap<>(environment);
    environment.forEach((name, arn) -> {
      if (isSecret(name)) {
        String target = name.substring(PREFIX.length(), name.length() - SUFFIX.length());
        values.put("MODELROUTE_" + target, read.apply(arn));
      } else if (name.equals(PROVIDERS)) {
        JsonObject keys = StrictJson.trusted(read.apply(arn));
        keys.members()
            .keySet()
            .forEach(key -> keys.string(key).ifPresent(value -> values.put(key, value)));
      }
    });
    return values;
  }

  private static boolean isSecret(String name) {
    return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
  }
}
