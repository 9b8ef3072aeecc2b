package dev.modelroute.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * One stem everywhere: state {@code Dispatch}, class {@code DispatchHandler}, placeholder {@code
 * ${Dispatch}}.
 */
final class StateMachineNamesTest {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");

  private static final Path FILE =
      Synthesised.ROOT.resolve("infra-cdk/src/main/resources/execution.asl.json");

  private final JsonNode machine =
      Synthesised.properties(Synthesised.stacks().app(), "ExecutionStateMachine");

  @Test
  void the_template_carries_the_file_as_it_is() throws Exception {
    assertEquals(Files.readString(FILE), machine.path("DefinitionString").asText());
  }

  @Test
  void every_placeholder_is_filled_and_nothing_else() throws Exception {
    Set<String> placeholders =
        PLACEHOLDER
            .matcher(Files.readString(FILE))
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(placeholders, names(machine.path("DefinitionSubstitutions")));
  }

  @Test
  void every_state_calls_the_live_alias_of_the_handler_of_its_name() {
    JsonNode states = Synthesised.json(FILE).path("States");
    for (String state : names(states)) {
      assertEquals(
          "${" + state + "}", states.path(state).at("/Parameters/FunctionName").asText(), state);
      assertEquals(
          state + "LiveAlias",
          machine.path("DefinitionSubstitutions").path(state).path("Ref").asText());
      assertEquals(
          "dev.modelroute.workflow." + state + "Handler",
          Synthesised.properties(Synthesised.stacks().app(), state + "Function")
              .path("Handler")
              .asText());
    }
  }

  @Test
  void every_state_handler_has_a_state() {
    Set<String> handlers =
        Synthesised.resources(Synthesised.stacks().app(), "AWS::Lambda::Function").values().stream()
            .map(function -> function.at("/Properties/Handler").asText())
            .filter(handler -> handler.matches("dev\\.modelroute\\.workflow\\.\\w+Handler"))
            .map(handler -> handler.replaceAll(".*\\.(\\w+)Handler", "$1"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(names(Synthesised.json(FILE).path("States")), handlers);
  }

  @Test
  void faults_go_by_the_names_of_their_classes() {
    for (String fault : Set.of("TransientFault", "OutputUnusable")) {
      assertEquals(
          "dev.modelroute.workflow." + fault,
          machine.path("DefinitionSubstitutions").path(fault).asText());
    }
  }

  /** Looks where the sources are, if that module is there. */
  @Test
  void every_handler_and_fault_is_a_class_of_its_module() {
    for (PlatformFunction function : PlatformFunction.values()) {
      Path module = Synthesised.ROOT.resolve(function.jar().replaceAll("/target/.*", ""));
      Path source =
          module.resolve("src/main/java/" + function.handlerClass().replace('.', '/') + ".java");
      if (Files.isDirectory(module.resolve("src/main/java"))) {
        assertTrue(Files.isRegularFile(source), () -> source + " is missing");
      } else {
        System.out.println("skipped: " + module + " is not here yet");
      }
    }
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
