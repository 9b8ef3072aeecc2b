package dev.modelroute.core.file;

import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.identity.OrgId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Names of objects of the FILES area. Each tells whose row to ask for, so that an object without a
 * row can be told, and each begins with an id that is ordered by time, so that old ones stand
 * first.
 */
public final class ObjectKeys {
  /** What clients uploaded: {@code confirmed/<file uuid>/<organisation>/<random>}. */
  public static final String CONFIRMED = "confirmed/";

  /** What executions made: {@code outputs/<execution>/<attempt>/<index>}. */
  public static final String OUTPUTS = "outputs/";

  private static final int PARTS = 3;
  private static final int MAX_DIGITS = 4;

  private ObjectKeys() {}

  /**
   * @param random of one confirm: two at once never meet
   */
  static String confirmed(StoredFile upload, UUID random) {
    return CONFIRMED + upload.id().uuid() + "/" + upload.organization() + "/" + random;
  }

  static String output(OutputKey key) {
    return OUTPUTS + key.execution() + "/" + key.attempt() + "/" + key.index();
  }

  /** Whose row a confirmed object belongs to; empty when the key is none of ours. */
  public static Optional<Owner> owner(String key) {
    List<String> parts = parts(key, CONFIRMED);
    if (parts.size() != PARTS) {
      return Optional.empty();
    }
    Optional<FileRef> file = FileRef.parse(FileRef.ofUuid(parts.get(0)));
    return OrgId.parse(parts.get(1)).flatMap(org -> file.map(found -> new Owner(org, found)));
  }

  /** Which execution made an output; empty when the key is none of ours. */
  public static Optional<Made> made(String key) {
    List<String> parts = parts(key, OUTPUTS);
    if (parts.size() != PARTS || !isNumber(parts.get(1)) || !isNumber(parts.get(2))) {
      return Optional.empty();
    }
    return ExecutionId.parse(parts.get(0))
        .map(execution -> {
          OutputKey output =
              new OutputKey(
                  execution, Integer.parseInt(parts.get(1)), Integer.parseInt(parts.get(2)));
          return new Made(execution, output.reference());
        });
  }

  private static List<String> parts(String key, String prefix) {
    return key.startsWith(prefix)
        ? List.of(key.substring(prefix.length()).split("/", -1))
        : List.of();
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_DIGITS
        && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }

  /** The row of a confirmed object. */
  public record Owner(OrgId organization, FileRef file) {}

  /** The row of an output, and the execution that knows whose it is. */
  public record Made(ExecutionId execution, FileRef file) {}
}
