package dev.modelroute.rules;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.google.common.collect.Sets;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Dependencies point inward.
 *
 * @param root package whose direct children are the layers; the rules' own tests use another
 * @param awsClients package of the AWS clients
 */
record LayerRules(String root, String awsClients) {

  private static final Set<String> PRODUCT =
      Set.of("core", "aws", "provider", "outbound", "wiring");

  private static final Set<String> FUNCTIONS =
      Set.of(
          "core",
          "aws",
          "provider",
          "outbound",
          "wiring",
          "api",
          "workflow",
          "webhooks",
          "sweeper",
          "testkit");

  /** What each layer may use besides itself. A layer missing here is refused: add its row. */
  private static final Map<String, Set<String>> ALLOWED =
      Map.ofEntries(
          Map.entry("core", Set.of()),
          Map.entry("aws", Set.of("core")),
          Map.entry("provider", Set.of("core")),
          Map.entry("outbound", Set.of("core")),
          Map.entry("wiring", Set.of("core", "aws", "provider", "outbound")),
          Map.entry("testkit", Set.of("core")),
          Map.entry("api", PRODUCT),
          Map.entry("workflow", PRODUCT),
          Map.entry("webhooks", PRODUCT),
          Map.entry("sweeper", PRODUCT),
          Map.entry("infra", Set.of("aws")),
          Map.entry("cli", Set.of("core")),
          // Never deployed: they run all of the above in one JVM, or call it from outside.
          Map.entry("local", FUNCTIONS),
          Map.entry("bench", Sets.union(FUNCTIONS, Set.of("local"))),
          Map.entry("e2e", Set.of("core", "testkit", "local")),
          Map.entry("proof", Set.of("core", "testkit", "aws")));

  /** Packages of providers that all others may use. */
  private static final Set<String> SHARED_BY_PROVIDERS = Set.of("http", "media", "catalog");

  List<ArchRule> all() {
    return List.of(
        inward(),
        corePlain(),
        coreParsesInOnePlace(),
        coreLogsNothing(),
        providersApart(),
        providersWithoutAws(),
        infrastructureSeesTables());
  }

  ArchRule inward() {
    return dependencies("use only the layers below", this::pointsInward);
  }

  private boolean pointsInward(JavaClass origin, JavaClass target) {
    String from = segment(root, origin).orElse("");
    Set<String> allowed = ALLOWED.get(from);
    return allowed != null
        && segment(root, target).filter(to -> !to.equals(from) && !allowed.contains(to)).isEmpty();
  }

  /** {@code javax.crypto} is part of the JDK's base module, just older than the naming rule. */
  ArchRule corePlain() {
    return classes()
        .that()
        .resideInAPackage(root + ".core..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "java..",
                "javax.crypto..",
                "org.jspecify..",
                "com.fasterxml.jackson.core..",
                root + ".core.."))
        .as("core is plain Java");
  }

  ArchRule coreParsesInOnePlace() {
    return noClasses()
        .that(resideInAPackage(root + ".core..").and(not(resideInAPackage(root + ".core.json.."))))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml..")
        .as("only core.json knows the JSON parser");
  }

  ArchRule coreLogsNothing() {
    return noClasses()
        .that()
        .resideInAPackage(root + ".core..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.logging..", "org.slf4j..")
        .as("core logs nothing: it answers with values");
  }

  ArchRule providersApart() {
    return dependencies("not use another provider", this::staysWithItsProvider);
  }

  private boolean staysWithItsProvider(JavaClass origin, JavaClass target) {
    String providers = root + ".provider";
    if (!isBelow(providers, origin) || !isBelow(providers, target)) {
      return true;
    }
    String to = segment(providers, target).orElse("");
    return SHARED_BY_PROVIDERS.contains(to) || segment(providers, origin).orElse("").equals(to);
  }

  ArchRule providersWithoutAws() {
    return noClasses()
        .that(
            resideInAPackage(root + ".provider..")
                .and(not(resideInAPackage(root + ".provider.bedrock.."))))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(awsClients + "..")
        .as("providers do without AWS, Bedrock's client aside");
  }

  ArchRule infrastructureSeesTables() {
    return noClasses()
        .that()
        .resideInAPackage(root + ".infra..")
        .should()
        .dependOnClassesThat(
            resideInAPackage(root + ".aws..")
                .and(not(resideInAnyPackage(root + ".aws.table..", root + ".aws.queue.."))))
        .as("infra sees only the table and queue definitions of aws");
  }

  private ArchRule dependencies(String description, DependencyCheck.Verdict verdict) {
    return classes()
        .that()
        .resideInAPackage(root + "..")
        .should(new DependencyCheck(description, verdict));
  }

  private static boolean isBelow(String parent, JavaClass type) {
    return (type.getPackageName() + ".").startsWith(parent + ".");
  }

  /** The name below the parent package: {@code aws} for {@code root.aws.dynamo.Row}. */
  private static Optional<String> segment(String parent, JavaClass type) {
    if (!isBelow(parent, type) || type.getPackageName().equals(parent)) {
      return Optional.empty();
    }
    String below = type.getPackageName().substring(parent.length() + 1);
    int end = below.indexOf('.');
    return Optional.of(end < 0 ? below : below.substring(0, end));
  }
}
