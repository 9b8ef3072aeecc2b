package dev.modelroute.infra;

import static dev.modelroute.infra.Synthesised.resources;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The whole table of rights, read back from the template. What is not in it is not granted. */
final class FunctionGrantsTest {
  private static final Pattern PUBLISHED =
      Pattern.compile("SsmParameterValuemodelroute([a-z]+)C96");

  private static final Pattern NAMED_BUCKET = Pattern.compile(":s3:::([a-z][^\"]*)\"");

  private final JsonNode app = Synthesised.stacks().app();

  @Test
  void every_role_has_the_rights_in_the_table_and_no_others() throws Exception {
    String rights = rights();
    // What the table would have to be, for whoever changes a grant on purpose.
    Files.writeString(Path.of("target/grants.txt"), rights);
    assertEquals(expected(), rights);
  }

  @Test
  void no_role_has_a_managed_policy_or_rights_written_into_it() {
    resources(app, "AWS::IAM::Role")
        .forEach((id, role) -> {
          assertTrue(role.at("/Properties/ManagedPolicyArns").isMissingNode(), id);
          assertTrue(role.at("/Properties/Policies").isMissingNode(), id);
        });
  }

  @Test
  void the_key_is_used_through_services_only() {
    for (JsonNode policy : resources(app, "AWS::IAM::Policy").values()) {
      policy
          .at("/Properties/PolicyDocument/Statement")
          .valueStream()
          .filter(statement -> statement.path("Action").toString().contains("kms:"))
          .forEach(statement ->
              assertEquals(
                  4,
                  statement.at("/Condition/StringEquals/kms:ViaService").size(),
                  statement.toString()));
    }
  }

  private String rights() {
    StringBuilder table = new StringBuilder();
    Map<String, Map<String, Set<String>>> roles = new TreeMap<>();
    for (JsonNode policy : resources(app, "AWS::IAM::Policy").values()) {
      for (JsonNode role : policy.at("/Properties/Roles")) {
        Map<String, Set<String>> rights =
            roles.computeIfAbsent(role(role), name -> new TreeMap<>());
        policy
            .at("/Properties/PolicyDocument/Statement")
            .forEach(statement -> collect(statement, rights));
      }
    }
    roles.forEach((role, rights) -> {
      table.append(role).append('\n');
      rights.forEach((resource, actions) ->
          table.append("  %-28s %s%n".formatted(resource, String.join(" ", actions))));
    });
    return table.toString().replace("\r\n", "\n");
  }

  private static void collect(JsonNode statement, Map<String, Set<String>> rights) {
    assertEquals("Allow", statement.path("Effect").asText());
    for (JsonNode resource : list(statement.path("Resource"))) {
      for (JsonNode action : list(statement.path("Action"))) {
        rights.computeIfAbsent(resource(resource), name -> new TreeSet<>()).add(action.asText());
      }
    }
  }

  private static Iterable<JsonNode> list(JsonNode oneOrMany) {
    return oneOrMany.isArray() ? oneOrMany : java.util.List.of(oneOrMany);
  }

  private static String role(JsonNode role) {
    return role.path("Ref").asText().replaceAll("^(Functions)?(\\w+?)Role[0-9A-F]{8}$", "$2");
  }

  /** Short and readable: what the reference leads to, then what is written after it. */
  private static String resource(JsonNode arn) {
    if (arn.isTextual()) {
      return arn.asText();
    }
    if (arn.has("Fn::GetAtt")) {
      return arn.at("/Fn::GetAtt/0").asText().replaceAll("[0-9A-F]{8}$", "");
    }
    String text = arn.toString();
    Matcher published = PUBLISHED.matcher(text);
    if (published.find()) {
      String tail = text.replaceAll("(?s).*Parameter\"}(,\"([^\"]*)\")?.*", "$2");
      return published.group(1) + tail;
    }
    Matcher bucket = NAMED_BUCKET.matcher(text);
    if (bucket.find()) {
      return bucket.group(1);
    }
    if (text.contains(":stateMachine:")) {
      return "stateMachine";
    }
    return arn.path("Ref").asText();
  }

  private static String expected() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(FunctionGrantsTest.class.getResourceAsStream("/grants.txt"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
