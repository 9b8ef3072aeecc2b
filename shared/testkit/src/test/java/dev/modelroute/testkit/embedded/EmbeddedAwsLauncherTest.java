package dev.modelroute.testkit.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.Message;

final class EmbeddedAwsLauncherTest {
  private static final EmbeddedAwsLauncher LAUNCHER = EmbeddedAwsLauncher.fromSystemProperty();

  @TempDir Path folder;

  @Test
  void all_services_listen_on_loopback_only() throws Exception {
    assumeTrue(ListeningSockets.READABLE, "no /proc to read sockets from");
    try (EmbeddedAws aws = LAUNCHER.start(all())) {
      Set<String> listening = ListeningSockets.ofThisProcess();
      for (EmbeddedService service : EmbeddedService.values()) {
        String port = "%04X".formatted(aws.endpoint(service).getPort());
        assertTrue(
            listening.stream().anyMatch(address -> address.endsWith(":" + port)),
            service + " not found in " + listening);
      }
      for (String address : listening) {
        String host = address.substring(0, address.indexOf(':'));
        assertTrue(Set.of("0100007F", "0000000000000000FFFF00000100007F").contains(host), address);
      }
    }
  }

  @Test
  void only_the_asked_service_is_started() {
    try (EmbeddedAws aws = LAUNCHER.start(EmbeddedSettings.inMemory(EmbeddedService.SQS))) {
      assertEquals("127.0.0.1", aws.sqs().getHost());
      assertThrows(IllegalStateException.class, aws::dynamoDb);
      assertThrows(IllegalStateException.class, aws::s3);
    }
  }

  @Test
  void fixed_ports_are_used_and_are_free_again_after_close() throws Exception {
    Map<EmbeddedService, Integer> ports =
        Map.of(
            EmbeddedService.DYNAMODB, freePort(),
            EmbeddedService.SQS, freePort(),
            EmbeddedService.S3, freePort());
    var settings =
        new EmbeddedSettings(Set.of(EmbeddedService.values()), null, ports, "test", "test");
    for (int round = 0; round < 2; round++) {
      try (EmbeddedAws aws = LAUNCHER.start(settings);
          var queues = Clients.sqs(aws)) {
        ports.forEach((service, port) -> assertEquals(port, aws.endpoint(service).getPort()));
        String url = queues.createQueue(request -> request.queueName("fixed")).queueUrl();
        assertEquals(aws.sqs().getPort(), URI.create(url).getPort());
      }
    }
    for (int port : ports.values()) {
      assertThrows(IOException.class, () -> new Socket(InetAddress.getLoopbackAddress(), port));
    }
  }

  @Test
  void a_taken_port_is_a_clear_failure_and_leaves_nothing_running() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (EmbeddedService service : EmbeddedService.values()) {
        EmbeddedService other =
            service == EmbeddedService.S3 ? EmbeddedService.DYNAMODB : EmbeddedService.S3;
        int otherPort = freePort();
        var settings =
            new EmbeddedSettings(
                Set.of(service, other),
                null,
                Map.of(service, taken.getLocalPort(), other, otherPort),
                "test",
                "test");
        var failure =
            assertThrows(IllegalStateException.class, () -> LAUNCHER.start(settings).close());
        assertEquals(service + " did not start", failure.getMessage());
        assertThrows(
            IOException.class, () -> new Socket(InetAddress.getLoopbackAddress(), otherPort));
      }
    }
  }

  @Test
  void a_module_that_is_not_compiled_is_named() {
    var launcher = new EmbeddedAwsLauncher(folder);
    var failure = assertThrows(IllegalStateException.class, () -> launcher.start(all()).close());
    assertTrue(
        String.valueOf(failure.getCause()).contains("mvn process-classes"), failure::toString);
  }

  @Test
  void an_access_key_that_the_database_would_refuse_is_refused_at_once() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new EmbeddedSettings(
                Set.of(EmbeddedService.DYNAMODB), null, Map.of(), "not-plain", "secret"));
  }

  @Test
  void shared_engines_are_started_once() {
    URI queues = SharedEmbeddedAws.get(EmbeddedService.SQS).sqs();
    EmbeddedAws all = SharedEmbeddedAws.get();
    assertEquals(queues, all.sqs());
    assertEquals(all.s3(), SharedEmbeddedAws.get().s3());
  }

  @Test
  void two_sets_with_data_run_side_by_side() {
    EmbeddedSettings one = EmbeddedSettings.keptIn(folder.resolve("one"));
    EmbeddedSettings two = EmbeddedSettings.keptIn(folder.resolve("two"));
    try (EmbeddedAws first = LAUNCHER.start(one);
        EmbeddedAws second = LAUNCHER.start(two);
        var firstQueues = Clients.sqs(first);
        var secondQueues = Clients.sqs(second);
        var firstDatabase = Clients.dynamoDb(first);
        var secondDatabase = Clients.dynamoDb(second)) {
      firstQueues.createQueue(request -> request.queueName("mine"));
      EmbeddedDynamoDbTest.createTable(firstDatabase, "mine");
      assertEquals(List.of(), secondQueues.listQueues().queueUrls());
      assertEquals(List.of(), secondDatabase.listTables().tableNames());
    }
    try (EmbeddedAws first = LAUNCHER.start(one);
        var queues = Clients.sqs(first);
        var database = Clients.dynamoDb(first)) {
      assertEquals(1, queues.listQueues().queueUrls().size());
      assertEquals(List.of("mine"), database.listTables().tableNames());
    }
  }

  @Test
  void data_survives_a_kill_right_after_the_last_answer() throws Exception {
    Process process = child("write", folder.toString());
    try (BufferedReader output = process.inputReader(UTF_8)) {
      awaitLine(output, ChildProcess.WRITTEN);
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertFalse(process.isAlive());
    try (EmbeddedAws aws = LAUNCHER.start(EmbeddedSettings.keptIn(folder));
        var database = Clients.dynamoDb(aws);
        var queues = Clients.sqs(aws);
        var objects = Clients.s3(aws)) {
      assertEquals(
          ChildProcess.COUNT,
          database.scan(scan -> scan.tableName(ChildProcess.NAME).consistentRead(true)).count());
      String url = queues.getQueueUrl(request -> request.queueName(ChildProcess.NAME)).queueUrl();
      assertEquals(aws.sqs().getPort(), URI.create(url).getPort());
      Set<String> bodies = new HashSet<>();
      while (bodies.size() < ChildProcess.COUNT) {
        List<Message> batch =
            queues
                .receiveMessage(
                    request -> request.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(3))
                .messages();
        assertFalse(batch.isEmpty(), () -> "only " + bodies.size() + " messages are back");
        batch.forEach(message -> bodies.add(message.body()));
      }
      var object =
          objects.getObjectAsBytes(get -> get.bucket(ChildProcess.NAME).key("folder/object"));
      assertEquals("kept", object.asUtf8String());
      assertEquals("text/x-kept", object.response().contentType());
    }
  }

  @Test
  void a_jvm_ends_by_itself_after_close() throws Exception {
    Process process = child("close", folder.toString());
    try {
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertTrue(process.waitFor(30, TimeUnit.SECONDS));
      assertEquals(0, process.exitValue());
      System.out.print(output);
      assertEquals(
          List.of(),
          output.lines().filter(line -> !line.startsWith("embedded services: ")).toList());
    } finally {
      process.destroyForcibly();
    }
  }

  private static EmbeddedSettings all() {
    return EmbeddedSettings.inMemory(
        EmbeddedService.DYNAMODB, EmbeddedService.SQS, EmbeddedService.S3);
  }

  private static Process child(String... arguments) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Demulators=" + System.getProperty("emulators"),
                "-classpath",
                System.getProperty("java.class.path"),
                ChildProcess.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static void awaitLine(BufferedReader output, String expected) throws IOException {
    List<String> seen = new ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.equals(expected)) {
        return;
      }
      seen.add(line);
    }
    throw new AssertionError("the process ended early: " + String.join("\n", seen));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
