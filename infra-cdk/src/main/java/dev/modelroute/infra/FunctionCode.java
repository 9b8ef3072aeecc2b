package dev.modelroute.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.CfnRule;
import software.amazon.awscdk.CfnRuleAssertion;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.lambda.Code;
import software.constructs.Construct;

/**
 * The jars. Where one is not built yet the templates can still be made and looked at, with an empty
 * folder in its place; a rule in the template then makes CloudFormation refuse to deploy it.
 */
final class FunctionCode {
  private final Construct scope;
  private final Path root;
  private final Set<String> missing = new TreeSet<>();

  FunctionCode(Construct scope, Path root) {
    this.scope = scope;
    this.root = root;
  }

  Code of(PlatformFunction function) {
    Path jar = root.resolve(function.jar());
    if (Files.isRegularFile(jar)) {
      return Code.fromAsset(jar.toString());
    }
    noteMissing(function.jar());
    return Code.fromAsset(emptyFolder().toString());
  }

  private void noteMissing(String jar) {
    if (missing.isEmpty()) {
      CfnRule.Builder.create(scope, "JarsAreBuilt")
          .assertions(
              List.of(
                  CfnRuleAssertion.builder()
                      .assertValue(Fn.conditionEquals("jars", "missing"))
                      .assertDescription("Run mvn package first, then cdk deploy.")
                      .build()))
          .build();
    }
    if (missing.add(jar)) {
      Annotations.of(scope)
          .addWarningV2(
              "modelroute:jar:" + jar, jar + " is missing: run mvn package before cdk deploy.");
    }
  }

  private static Path emptyFolder() {
    try {
      return Files.createTempDirectory("modelroute-no-jar");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
