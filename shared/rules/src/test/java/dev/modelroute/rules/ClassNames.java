package dev.modelroute.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.regex.Pattern;

/** Names of classes, nested and generated ones included. */
final class ClassNames {

  private static final Pattern SAYS_NOTHING =
      Pattern.compile("[^$].*(Impl|Manager|Utils?|Helpers?|Base)");

  private ClassNames() {}

  static ArchRule carryMeaning() {
    return noClasses()
        .should(
            be(
                describe(
                    "called Impl, Manager, Util, Helper or Base",
                    (JavaClass type) -> SAYS_NOTHING.matcher(type.getSimpleName()).matches())))
        .as("names carry meaning");
  }

  /** The class a file is called after: itself, unless it is nested, local or anonymous. */
  static JavaClass outermost(JavaClass type) {
    JavaClass outermost = type;
    while (outermost.getEnclosingClass().isPresent()) {
      outermost = outermost.getEnclosingClass().get();
    }
    return outermost;
  }
}
