package dev.modelroute.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.base.Splitter;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.commons.util.ReflectionUtils;

/** Every rule of {@link ArchitectureTest} reports exactly the fixture classes that break it. */
final class ArchitectureRulesTest {

  private static final String ROOT = "dev.modelroute.rules.fixture";
  private static final LayerRules LAYERS = new LayerRules(ROOT, ROOT + ".aws");
  private static final JavaClasses FIXTURES = new ClassFileImporter().importPackages(ROOT);

  static Stream<Arguments> rules() {
    BalanceRules balances = new BalanceRules(ROOT + ".aws.dynamo");
    return Stream.of(
        Arguments.of(LAYERS.corePlain(), Set.of("OutwardCore", "ForeignCore")),
        Arguments.of(LAYERS.coreParsesInOnePlace(), Set.of("ParsingCore")),
        Arguments.of(LAYERS.coreLogsNothing(), Set.of("LoggingCore")),
        Arguments.of(LAYERS.providersApart(), Set.of("LeaningAdapter", "BiasedTransport")),
        Arguments.of(LAYERS.providersWithoutAws(), Set.of("StoringAdapter")),
        Arguments.of(LAYERS.infrastructureSeesTables(), Set.of("CuriousStack")),
        Arguments.of(balances.rowsAreKnownToFew(), Set.of("NosyStore")),
        Arguments.of(balances.writesHaveFewUsers(), Set.of("GreedyStore")),
        Arguments.of(
            new MoneyRules(ROOT + ".core.money").neverFloats(),
            Set.of("FloatingMoney", "RoundedMoney")),
        Arguments.of(ConnectionRules.neverRepeatAPost(), Set.of("OldClient")),
        Arguments.of(ConnectionRules.noUrlIsOpened(), Set.of("OpensUrl")),
        Arguments.of(
            AmbientRules.readOnlyByWiring(),
            Set.of("ReadsTime", "ReadsChance", "ReadsEnvironment")));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void the_rule_reports_just_the_classes_that_break_it(ArchRule rule, Set<String> broken) {
    assertEquals(new TreeSet<>(broken), broken(rule, FIXTURES), rule.getDescription());
  }

  @Test
  void dependencies_pointing_outward_and_unknown_layers_are_reported() {
    Set<String> looked = Set.of("core", "aws", "provider", "infra", "nowhere");
    JavaClasses layers = FIXTURES.that(describe("layers", type -> looked.contains(layer(type))));

    assertEquals(
        new TreeSet<>(Set.of("OutwardCore", "StoringAdapter", "BedrockAdapter", "Lost")),
        broken(LAYERS.inward(), layers));
  }

  @Test
  void every_way_to_read_is_reported() {
    List<String> details =
        AmbientRules.readOnlyByWiring().evaluate(FIXTURES).getFailureReport().getDetails();

    assertEquals(8 + 8 + 3, details.size(), () -> String.join("\n", details));
  }

  @Test
  void empty_names_are_reported() {
    JavaClasses named =
        new ClassFileImporter().importClasses(ReflectionUtils.class, ReflectionSupport.class);

    assertEquals(Set.of("ReflectionUtils"), broken(ClassNames.carryMeaning(), named));
  }

  /** Judges each class alone, so that the answer names classes and not lines of a report. */
  private static Set<String> broken(ArchRule rule, JavaClasses classes) {
    Set<String> broken = new TreeSet<>();
    for (JavaClass type : classes) {
      JavaClasses alone = classes.that(describe(type.getName(), type::equals));
      if (rule.allowEmptyShould(true).evaluate(alone).hasViolation()
          && !type.getSimpleName().equals("package-info")) {
        broken.add(ClassNames.outermost(type).getSimpleName());
      }
    }
    return broken;
  }

  private static String layer(JavaClass type) {
    String below = type.getPackageName().substring(ROOT.length());
    return below.isEmpty() ? "" : Splitter.on('.').splitToList(below).get(1);
  }
}
