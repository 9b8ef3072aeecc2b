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

  /** What functions call. */
  private static final List<String> OPERATIONS =
      List.of(
          "dynamodb/BatchGetItem",
          "dynamodb/GetItem",
          "dynamodb/PutItem",
          "dynamodb/Query",
          "dynamodb/TransactGetItems",
          "dynamodb/TransactWriteItems",
          "dynamodb/UpdateItem",
          "s3/CopyObject",
          "s3/DeleteObject",
          "s3/GetObject",
          "s3/HeadObject",
          "s3/PutObject",
          "secretsmanager/GetSecretValue",
          "sfn/SendTaskFailure",
          "sfn/SendTaskSuccess",
          "sfn/StartExecution",
          "sqs/SendMessage");

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

  /** From every operation that we call: its shapes, their shapes, and what puts it on the wire. */
  @ParameterizedTest
  @EnumSource
  void every_operation_we_call_is_whole(LambdaJar jar) {
    Set<String> entries = jar.entries();
    ClassReferences references = jar.references(SERVICES);
    Set<String> missing = new TreeSet<>();
    Set<String> seen = new TreeSet<>();
    Deque<String> waiting = new ArrayDeque<>();
    for (String operation : OPERATIONS) {
      waiting.add(SERVICES + operation.replace("/", "/model/") + "Request$BuilderImpl");
      waiting.add(SERVICES + operation.replace("/", "/model/") + "Response$BuilderImpl");
      waiting.add(SERVICES + operation.replace("/", "/transform/") + "RequestMarshaller");
    }
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
