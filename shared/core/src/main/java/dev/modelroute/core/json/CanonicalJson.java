package dev.modelroute.core.json;

import java.util.Map;

/**
 * One text per meaning, for fingerprints: members sorted by UTF-16 code unit, no white space,
 * numbers without trailing zeros ({@code 1}, {@code 1.0}, {@code 1e0} are one), strings untouched.
 * An absent member and a default value stay different.
 */
public final class CanonicalJson {
  private CanonicalJson() {}

  public static String of(Json value) {
    return JsonWriter.write(
        value,
        number ->
            number.value().signum() == 0 ? "0" : number.value().stripTrailingZeros().toString(),
        object -> object.members().entrySet().stream().sorted(Map.Entry.comparingByKey()).toList());
  }
}
