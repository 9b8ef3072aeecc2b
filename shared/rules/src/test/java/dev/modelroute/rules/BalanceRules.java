package dev.modelroute.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Balances are written in one place. {@link TextRules} adds what class files don't show: the
 * compiler copies string constants into the classes that use them.
 *
 * @param adapters package of the DynamoDB adapters
 */
record BalanceRules(String adapters) {

  private static final Pattern ROW_USERS = Pattern.compile("Balance(Row|Writes|Reads)\\w*");

  /** The transactions that move money, and the ledger that credits it. */
  private static final Set<String> WRITERS =
      Set.of(
          "AcceptTransaction",
          "ResolveTransaction",
          "ExecutionTransactions",
          "DynamoExecutionStore",
          "DynamoLedger");

  ArchRule rowsAreKnownToFew() {
    return noClasses()
        .that(describe("are neither balance reads nor writes", type -> !knowsRows(type)))
        .should()
        .dependOnClassesThat(isNamed("BalanceRow"))
        .as("only BalanceWrites and BalanceReads know a balance's row");
  }

  ArchRule writesHaveFewUsers() {
    return noClasses()
        .that(describe("neither move nor credit money", type -> !mayWrite(type)))
        .should()
        .dependOnClassesThat(beginsWith("BalanceWrites"))
        .as("only the execution store's transactions and the ledger write balances");
  }

  private static boolean knowsRows(JavaClass type) {
    return ROW_USERS.matcher(ClassNames.outermost(type).getSimpleName()).matches();
  }

  private static boolean mayWrite(JavaClass type) {
    String name = ClassNames.outermost(type).getSimpleName();
    return name.startsWith("BalanceWrites") || WRITERS.contains(name);
  }

  private DescribedPredicate<JavaClass> beginsWith(String name) {
    return describe(
        "begin with " + name,
        type -> ClassNames.outermost(type).getName().startsWith(adapters + "." + name));
  }

  private DescribedPredicate<JavaClass> isNamed(String name) {
    return describe(
        "are " + name, type -> ClassNames.outermost(type).getName().equals(adapters + "." + name));
  }
}
