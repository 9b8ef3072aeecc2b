package dev.modelroute.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the rules of dependencies and names over the main classes of every module. */
final class ArchitectureTest {

  private static final String ROOT = "dev.modelroute";
  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  /** Emulators are no part of the product: they have class loaders and class paths of their own. */
  private static final Pattern MAIN_SOURCE =
      Pattern.compile("(?!functions/local/emulators/)(.*/)?src/main/java/(.*)\\.java");

  static Stream<ArchRule> rules() {
    BalanceRules balances = new BalanceRules(ROOT + ".aws.dynamo");
    return Stream.concat(
        new LayerRules(ROOT, "software.amazon").all().stream(),
        Stream.of(
            AmbientRules.readOnlyByWiring(),
            balances.rowsAreKnownToFew(),
            balances.writesHaveFewUsers(),
            new MoneyRules(ROOT + ".core.money").neverFloats(),
            ConnectionRules.neverRepeatAPost(),
            ConnectionRules.noUrlIsOpened(),
            ClassNames.carryMeaning()));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void the_product_keeps_the_rule(ArchRule rule) {
    rule.allowEmptyShould(true).check(PRODUCT);
  }

  /** Without this a module forgotten in this module's dependencies would pass unseen. */
  @Test
  void every_main_class_is_looked_at() {
    SourceTree tree = SourceTree.ofProject();
    List<String> unseen =
        tree.files().stream()
            .map(file -> MAIN_SOURCE.matcher(tree.name(file)))
            .filter(Matcher::matches)
            .map(source -> source.group(2).replace('/', '.'))
            .filter(type -> !type.endsWith("package-info") && !PRODUCT.contain(type))
            .toList();
    assertEquals(
        List.of(), unseen, "Add their modules to the dependencies in shared/rules/pom.xml");
  }
}
