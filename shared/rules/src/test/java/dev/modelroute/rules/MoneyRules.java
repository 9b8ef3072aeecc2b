package dev.modelroute.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Money is exact.
 *
 * @param money package of amounts, balances and holds
 */
record MoneyRules(String money) {

  private static final Set<String> INEXACT =
      Set.of("double", "float", "java.lang.Double", "java.lang.Float");

  ArchRule neverFloats() {
    return noClasses()
        .that()
        .resideInAPackage(money + "..")
        .should(ArchConditions.be(describe("using floating point", MoneyRules::floats)))
        .as("money never floats");
  }

  /** Looks at fields, parameters, results, and at what the called methods take and answer. */
  private static boolean floats(JavaClass type) {
    Stream<JavaClass> fields = type.getFields().stream().map(field -> field.getRawType());
    Stream<JavaClass> codes =
        type.getCodeUnits().stream()
            .flatMap(code ->
                Stream.concat(
                    Stream.of(code.getRawReturnType()), code.getRawParameterTypes().stream()));
    Stream<JavaClass> calls =
        type.getCodeUnitCallsFromSelf().stream()
            .map(call -> call.getTarget())
            .flatMap(target ->
                Stream.concat(
                    Stream.of(target.getRawReturnType()), target.getRawParameterTypes().stream()));
    return Stream.of(fields, codes, calls)
        .flatMap(types -> types)
        .anyMatch(used -> INEXACT.contains(used.getName()));
  }
}
