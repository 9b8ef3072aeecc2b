package dev.modelroute.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.modelroute.cli.ScriptedServer.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as a process of its own. */
class MainTest {
  private static final String ID = "wh_00000000-0000-7000-8000-000000000001";

  @TempDir Path folder;

  /** A signal to end, as Ctrl-C is one. */
  @Test
  void listening_ends_in_order_at_a_signal() throws Exception {
    try (ScriptedServer api = new ScriptedServer()) {
      api.on("GET /v1/webhooks/endpoints", Reply.of(200, "{'data':[]}"))
          .on("POST /v1/webhooks/endpoints", Reply.of(201, "{'id':'" + ID + "'}"))
          .on(
              "GET /v1/webhooks/secret",
              Reply.of(200, "{'secret':'whsec_" + "A".repeat(43) + "='}"))
          .on("GET /v1/webhooks/deliveries", Reply.HELD);
      Process process = start(api, java("listen", "--forward-to", "http://127.0.0.1:1/"));
      Waiting.until(
          () -> !api.requests("GET /v1/webhooks/deliveries").isEmpty() || !process.isAlive());
      process.destroy();
      assertTrue(process.waitFor(20, TimeUnit.SECONDS));
      assertEquals(ExitCode.OK, process.exitValue());
      assertTrue(said().contains("Listening as " + ID), this::said);
    }
  }

  @Test
  void a_process_has_the_exit_code_of_its_command() throws Exception {
    try (ScriptedServer api = new ScriptedServer()) {
      Process process = start(api, java("deliveries", "list"));
      assertTrue(process.waitFor(20, TimeUnit.SECONDS));
      assertEquals(ExitCode.REFUSED, process.exitValue(), this::said);
    }
  }

  @Test
  void the_launcher_runs_it_from_the_clone() throws Exception {
    Path launcher = Path.of(System.getProperty("project.root", ""), "functions/cli/modelroute");
    boolean hasBash = Files.isExecutable(Path.of("/bin/bash"));
    if (!hasBash) {
      System.out.println("MainTest skipped: there is no /bin/bash");
    }
    assumeTrue(hasBash, "there is no /bin/bash");
    try (ScriptedServer api = new ScriptedServer()) {
      Process process = start(api, List.of("/bin/bash", launcher.toString(), "--help"));
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      assertEquals(HelpTest.golden("modelroute"), said());
      assertEquals(ExitCode.OK, process.exitValue());
    }
  }

  private static List<String> java(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  private Process start(ScriptedServer api, List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("said.txt").toFile());
    builder.environment().put("MODELROUTE_URL", api.url());
    builder.environment().put("MODELROUTE_API_KEY", "sk_test");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder.start();
  }

  private String said() {
    try {
      return Files.readString(folder.resolve("said.txt"));
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }
}
