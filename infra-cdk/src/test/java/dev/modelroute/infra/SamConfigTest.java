package dev.modelroute.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** samconfig.toml and its environment file fit the template that CDK makes. */
final class SamConfigTest {
  private static final Pattern SETTING = Pattern.compile("^(\\w+) = \"?([^\"#]*)\"?.*$");

  /** Present only in deployments with provider keys, a key of files, or further regions. */
  private static final Set<String> TOLD_WHEN_ASKED_FOR =
      Set.of(
          "MODELROUTE_PROVIDER_SECRET_ARN",
          "MODELROUTE_SECRET_FILES_KEY_ARN",
          "MODELROUTE_FILES_URL",
          "MODELROUTE_FILES_KEY_ID",
          "MODELROUTE_HOME_REGION",
          "MODELROUTE_REGION_EU",
          "MODELROUTE_BUCKET_UPLOADS_EU",
          "MODELROUTE_BUCKET_FILES_EU");

  private final JsonNode app = Synthesised.stacks().app();

  @Test
  void it_points_to_what_cdk_synth_writes() throws IOException {
    String stack = Synthesised.stacks().all().get(1).getStackName();
    for (String section : List.of("local_start_api", "local_start_lambda", "local_invoke")) {
      Map<String, String> settings = section(section);
      assertEquals(
          "infra-cdk/cdk.out/" + stack + ".template.json", settings.get("template_file"), section);
      assertTrue(
          Files.isRegularFile(Synthesised.ROOT.resolve(settings.getOrDefault("env_vars", "?"))),
          section);
    }
    for (String section : List.of("logs", "remote_invoke")) {
      assertEquals(stack, section(section).get("stack_name"), section);
    }
  }

  @Test
  void the_environment_file_names_every_function_with_what_it_is_told() {
    JsonNode environment = Synthesised.json(Synthesised.ROOT.resolve("infra-cdk/sam/env.json"));
    assertEquals(
        new TreeSet<>(Synthesised.resources(app, "AWS::Lambda::Function").keySet()),
        names(environment));
    for (String function : names(environment)) {
      Set<String> told = names(Synthesised.properties(app, function).at("/Environment/Variables"));
      told.removeAll(TOLD_WHEN_ASKED_FOR);
      assertEquals(told, names(environment.path(function)), function);
    }
  }

  private static Map<String, String> section(String name) throws IOException {
    Map<String, String> settings = new TreeMap<>();
    boolean inside = false;
    for (String line : Files.readAllLines(Synthesised.ROOT.resolve("samconfig.toml"))) {
      if (line.startsWith("[")) {
        inside = line.equals("[default." + name + ".parameters]");
      } else if (inside) {
        var setting = SETTING.matcher(line);
        if (setting.matches()) {
          settings.put(setting.group(1), setting.group(2));
        }
      }
    }
    return settings;
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
