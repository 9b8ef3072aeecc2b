package dev.modelroute.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LambdaJarTest {
  private static final List<String> FORBIDDEN =
      List.of(
          "org/apache/http/",
          "io/netty/",
          "ch/qos/logback/",
          "com/fasterxml/jackson/databind/",
          "software/amazon/dynamodb/",
          "org/junit/",
          "dev/modelroute/testkit/",
          "dev/modelroute/local/");
  private static final String SERVICES = "software/amazon/awssdk/services/";
  private static final Pattern OPERATION =
      Pattern.compile(
          SERVICES
              + "(\\w+)/model/(?!S3|Sqs|Sfn|DynamoDb|SecretsManager)(\\w+)Request\\$BuilderImpl");

  @ParameterizedTest
  @EnumSource
  void a_jar_is_within_its_size(LambdaJar jar) throws IOException {
    long bytes = Files.size(jar.path());
    System.out.printf("%s jar: %,d bytes of at most %,d%n", jar, bytes, jar.maxBytes());
    assertTrue(bytes <= jar.maxBytes(), jar + " has " + bytes + " bytes");
  }

  @ParameterizedTest
  @EnumSource
  void a_jar_has_nothing_that_only_costs_time_or_must_not_be_given_away(LambdaJar jar) {
    assertEquals(
        List.of(),
        jar.entries().stream()
            .filter(entry -> FORBIDDEN.stream().anyMatch(entry::startsWith))
            .toList());
  }

  @ParameterizedTest
  @EnumSource
  void classes_that_stacks_name_are_inside(LambdaJar jar) {
    Set<String> entries = jar.entries();
    assertEquals(
        List.of(),
        jar.classes().stream()
            .filter(name -> !entries.contains(name.replace('.', '/') + ".class"))
            .toList());
  }

  /** The shade configuration leaves out what we don't call; this finds what we call after all. */
  @ParameterizedTest
  @EnumSource
  void every_class_of_ours_finds_the_classes_it_names(LambdaJar jar) {
    Set<String> entries = jar.entries();
    Set<String> missing =
        jar.references("dev/modelroute/").namedByAll().stream()
            .filter(
                name -> name.matches("(software/amazon|org/apache|io/micronaut|dev/modelroute)/.*"))
            // The API calls no foreign address; wiring's beans for that are never made in it.
            .filter(name -> jar != LambdaJar.API || !name.startsWith("org/apache/hc/"))
            .filter(name -> !entries.contains(name + ".class"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of(), missing);
  }

  /** From every operation that is whole: its shapes, their shapes, and what puts it on the wire. */
  @ParameterizedTest
  @EnumSource
  void every_operation_that_is_inside_is_whole(LambdaJar jar) {
    Set<String> entries = jar.entries();
    ClassReferences references = jar.references(SERVICES);
    Set<String> missing = new TreeSet<>();
    Set<String> seen = new TreeSet<>();
    Deque<String> waiting = new ArrayDeque<>();
    for (String name : references.classes()) {
      var operation = OPERATION.matcher(name);
      if (operation.matches()) {
        String service = SERVICES + operation.group(1);
        waiting.add(service + "/model/" + operation.group(2) + "Response$BuilderImpl");
        waiting.add(service + "/transform/" + operation.group(2) + "RequestMarshaller");
        waiting.add(name);
      }
    }
    assertTrue(!waiting.isEmpty(), "no operation at all is inside");
    while (!waiting.isEmpty()) {
      String name = waiting.remove();
      if (!entries.contains(name + ".class")) {
        missing.add(name);
      } else if (seen.add(name)) {
        references.namedBy(name).stream()
            .filter(named -> named.startsWith(SERVICES) && named.contains("/model/"))
            .forEach(waiting::add);
      }
    }
    assertEquals(Set.of(), missing);
  }
}
