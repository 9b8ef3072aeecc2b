package dev.modelroute.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Time, chance and the environment come in by constructor, so that a test decides them. */
final class AmbientRules {

  private static final Pattern OUTERMOST_READERS = Pattern.compile("Main|\\w*(Wiring|Launcher)");

  /** Entry points and tests: the local run, benchmarks, the black-box suite, the test kit. */
  private static final Pattern READING_PACKAGES =
      Pattern.compile("dev\\.modelroute\\.(local|bench|e2e|testkit)(\\..*)?");

  private static final Set<String> ENVIRONMENT =
      Set.of(
          "java.lang.System.getenv",
          "java.lang.System.getProperty",
          "java.lang.System.getProperties",
          "java.lang.Boolean.getBoolean",
          "java.lang.Integer.getInteger",
          "java.lang.Long.getLong");

  private static final Set<String> TIME =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.time.InstantSource.system",
          "java.util.Calendar.getInstance");

  private static final Set<String> CHANCE =
      Set.of(
          "java.lang.Math.random",
          "java.util.UUID.randomUUID",
          "java.util.concurrent.ThreadLocalRandom.current",
          "java.util.random.RandomGenerator.getDefault",
          "java.util.random.RandomGenerator.of",
          "java.security.SecureRandom.<init>",
          "java.security.SecureRandom.getInstanceStrong");

  /** With a seed or a time given to them these decide nothing by themselves. */
  private static final Set<String> ONLY_WITHOUT_ARGUMENTS =
      Set.of(
          "java.util.Random.<init>", "java.util.SplittableRandom.<init>", "java.util.Date.<init>");

  private static final Pattern ASKS_A_CLOCK =
      Pattern.compile("java\\.time\\.(.*\\.now|Clock\\.(system|tick).*)");
  private static final Set<String> CLOCKS = Set.of("java.time.Clock", "java.time.InstantSource");

  private AmbientRules() {}

  static ArchRule readOnlyByWiring() {
    return noClasses()
        .that(describe("are neither wiring nor entry points", type -> !mayRead(type)))
        .should()
        .accessTargetWhere(describe("reads time, chance or environment", AmbientRules::isAmbient))
        .as("time, chance and environment are read by wiring only");
  }

  private static boolean mayRead(JavaClass type) {
    return READING_PACKAGES.matcher(type.getPackageName()).matches()
        || OUTERMOST_READERS.matcher(ClassNames.outermost(type).getSimpleName()).matches();
  }

  private static boolean isAmbient(JavaAccess<?> access) {
    if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
      return false;
    }
    String name = target.getOwner().getName() + "." + target.getName();
    List<String> parameters =
        target.getRawParameterTypes().stream().map(JavaClass::getName).toList();
    return ENVIRONMENT.contains(name)
        || CHANCE.contains(name)
        || (ONLY_WITHOUT_ARGUMENTS.contains(name) && parameters.isEmpty())
        || readsTime(name, parameters);
  }

  private static boolean readsTime(String name, List<String> parameters) {
    boolean givenAClock = parameters.stream().anyMatch(CLOCKS::contains);
    return TIME.contains(name) || (ASKS_A_CLOCK.matcher(name).matches() && !givenAClock);
  }
}
