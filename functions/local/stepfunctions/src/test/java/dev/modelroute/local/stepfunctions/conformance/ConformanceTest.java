package dev.modelroute.local.stepfunctions.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.local.stepfunctions.AslDialect;
import dev.modelroute.local.stepfunctions.AslLoader;
import dev.modelroute.local.stepfunctions.RefusedDefinitionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Replays every vector of the file that the system property {@code asl.vectors} names. A vector
 * must agree, or be refused at load, or stand in the list of exceptions.
 */
final class ConformanceTest {

  /** The file that comes with the project; only it has a gate. */
  private static final Path BUNDLED = Path.of("shared", "asl-vectors", "vectors.json.gz");

  private static final int BUNDLED_GATE = 678;

  /** Vectors that are known to differ, by id, with the reason. */
  private static final Map<String, String> EXCEPTIONS = Map.of();

  private final List<String> refused = new ArrayList<>();
  private final List<String> excepted = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private int agreed;

  @Test
  void every_recorded_execution_agrees_or_is_refused() {
    Path file = file();
    List<Vector> vectors = Vector.read(file);
    vectors.forEach(this::replay);
    System.out.printf(
        "ASL vectors: %d read, %d ran, %d agreed, %d refused, %d excepted, %d wrong;"
            + " the production dialect refuses %d of them%n",
        vectors.size(),
        vectors.size() - refused.size(),
        agreed,
        refused.size(),
        excepted.size(),
        wrong.size(),
        refusedInProduction(vectors));
    refused.forEach(line -> System.out.println("refused " + line));
    excepted.forEach(line -> System.out.println("excepted " + line));
    assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
    if (file.endsWith(BUNDLED)) {
      assertTrue(agreed >= BUNDLED_GATE, () -> "only " + agreed + " agreed");
    }
  }

  private void replay(Vector vector) {
    Optional<String> difference;
    try {
      difference = Replay.difference(vector);
    } catch (RefusedDefinitionException refusal) {
      refused.add(vector.id() + "\n    " + refusal.getMessage());
      return;
    }
    if (difference.isEmpty()) {
      agreed++;
    } else if (EXCEPTIONS.containsKey(vector.id())) {
      excepted.add(vector.id() + "\n    " + EXCEPTIONS.get(vector.id()));
    } else {
      wrong.add(vector.id() + "\n    " + difference.get());
    }
  }

  private static long refusedInProduction(List<Vector> vectors) {
    AslLoader loader = new AslLoader(AslDialect.lambdaOnly(Set.of()));
    return vectors.stream().filter(vector -> isRefused(loader, vector)).count();
  }

  private static boolean isRefused(AslLoader loader, Vector vector) {
    try {
      loader.load(vector.definition());
      return false;
    } catch (RefusedDefinitionException refusal) {
      return true;
    }
  }

  private static Path file() {
    Path file = Path.of(System.getProperty("asl.vectors", "absent"));
    boolean present = Files.isRegularFile(file);
    if (!present) {
      System.out.println("SKIPPED: no recorded vectors at " + file + " (property asl.vectors)");
    }
    Assumptions.assumeTrue(present, () -> "no recorded vectors at " + file);
    return file;
  }
}
