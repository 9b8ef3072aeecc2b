package dev.modelroute.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.modelroute.infra.DeploymentSettings.FilesKey;
import dev.modelroute.infra.FileRegions.Buckets;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

/**
 * All stacks, synthesised once for the whole test run, with the flags of {@code cdk.json} and empty
 * jars; with every option on, so that what is optional is looked at too.
 */
final class Synthesised {
  private static final ObjectMapper JSON = new ObjectMapper();

  static final String PUBLIC_KEY =
      "-----BEGIN PUBLIC KEY-----\nexample\n-----END PUBLIC KEY-----\n";

  static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("project.root"), "project.root"));

  private static final class Holder {
    static final Synthesised SHARED = new Synthesised();
  }

  private final ModelRouteStacks stacks;
  private final JsonNode data;
  private final JsonNode app;
  private final JsonNode edge;
  private final JsonNode fileEdge;

  private Synthesised() {
    App cdk =
        App.Builder.create()
            .context(context())
            .outdir(ROOT.resolve("infra-cdk/target/cdk.out").toString())
            .analyticsReporting(false)
            .stackTraces(false)
            .treeMetadata(false)
            .build();
    stacks = ModelRouteStacks.in(cdk, settings());
    Aspects.of(cdk).add(new AwsSolutionsChecks());
    data = template(stacks.data());
    app = template(stacks.app());
    edge = template(Objects.requireNonNull(stacks.edge()));
    fileEdge = template(Objects.requireNonNull(stacks.fileEdge()));
  }

  static Synthesised stacks() {
    if (!nodeIsThere()) {
      Assumptions.abort("CDK template tests need Node 22 or 24");
    }
    return Holder.SHARED;
  }

  JsonNode data() {
    return data;
  }

  JsonNode app() {
    return app;
  }

  JsonNode edge() {
    return edge;
  }

  JsonNode fileEdge() {
    return fileEdge;
  }

  List<Stack> all() {
    return List.of(
        stacks.data(),
        stacks.app(),
        Objects.requireNonNull(stacks.edge()),
        Objects.requireNonNull(stacks.fileEdge()));
  }

  /** Resources of one type by logical id. */
  static Map<String, JsonNode> resources(JsonNode template, String type) {
    Map<String, JsonNode> found = new HashMap<>();
    template
        .path("Resources")
        .properties()
        .forEach(entry -> {
          if (entry.getValue().path("Type").asText().equals(type)) {
            found.put(entry.getKey(), entry.getValue());
          }
        });
    return found;
  }

  static JsonNode properties(JsonNode template, String logicalId) {
    JsonNode resource = template.path("Resources").path(logicalId);
    if (resource.isMissingNode()) {
      throw new AssertionError("no resource " + logicalId);
    }
    return resource.path("Properties");
  }

  static JsonNode json(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static JsonNode template(Stack stack) {
    return JSON.valueToTree(Template.fromStack(stack).toJSON());
  }

  private static DeploymentSettings settings() {
    return new DeploymentSettings(
        "/modelroute",
        Optional.empty(),
        Optional.of("arn:aws:secretsmanager:us-east-1:000000000000:secret:providers-AbCdEf"),
        Optional.of("arn:aws:sns:us-east-1:000000000000:alarms"),
        List.of("https://app.example.com"),
        true,
        false,
        true,
        Optional.of(
            new FilesKey(
                PUBLIC_KEY, "arn:aws:secretsmanager:us-east-1:000000000000:secret:files-AbCdEf")),
        new FileRegions(
            Optional.of("US"),
            Map.of("EU", new Buckets("eu-central-1", "uploads-of-europe", "files-of-europe"))),
        emptyJars());
  }

  private static Path emptyJars() {
    try {
      Path root = Files.createTempDirectory("modelroute-jars");
      for (PlatformFunction function : PlatformFunction.values()) {
        Path jar = root.resolve(function.jar());
        Files.createDirectories(Objects.requireNonNull(jar.getParent()));
        // An empty zip: its end record alone.
        byte[] zip = new byte[22];
        zip[0] = 'P';
        zip[1] = 'K';
        zip[2] = 5;
        zip[3] = 6;
        Files.write(jar, zip);
      }
      return root;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Map<String, Object> context() {
    Map<String, Object> flags = new HashMap<>();
    json(ROOT.resolve("infra-cdk/cdk.json"))
        .path("context")
        .properties()
        .forEach(
            flag -> flags.put(flag.getKey(), JSON.convertValue(flag.getValue(), Object.class)));
    // Findings are compared by NagTest; as errors they would end the synthesis.
    flags.put("@aws-cdk/core:annotationsInValidationReport", false);
    flags.put("@aws-cdk/core:enableAdditionalMetadataCollection", false);
    // Seconds of processor time, and the command line does it anyway.
    flags.put("@aws-cdk/core:validateAgainstDefaultRules", false);
    return flags;
  }

  private static boolean nodeIsThere() {
    try {
      return new ProcessBuilder("node", "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException absent) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
