package dev.modelroute.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.standardwebhooks.Webhook;
import dev.modelroute.cli.Main;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.testkit.webhook.Behaviour;
import dev.modelroute.testkit.webhook.ScriptedReceiver;
import dev.modelroute.testkit.webhook.ScriptedReceiver.Received;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A developer with the command line and a receiver of their own. */
final class CommandLineTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Api api = Platform.shared().tenant().api();
  private final ScriptedReceiver receiver = ScriptedReceiver.start();
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void close() {
    started.forEach(Process::destroyForcibly);
    receiver.close();
  }

  @Test
  void events_are_listened_to_triggered_verified_and_resent() throws Exception {
    receiver.answering(Behaviour.status(500), Behaviour.status(204));
    Path events = Platform.scratch("listen").resolve("events.txt");
    Process listening = start(events, "listen", "--json", "--forward-to", receiver.url("hook"));
    Waiting.until(PATIENCE, () -> json(events).size() == 1 || !listening.isAlive());
    String secret = Answer.text(json(events).getFirst(), "secret");
    assertEquals(api.get("/v1/webhooks/secret").with(200).text("secret"), secret);

    JsonObject sent = done("trigger", "execution.completed");
    Received first = received(1).getFirst();
    verify(first, secret);
    Waiting.until(PATIENCE, () -> json(events).size() == 2);
    String delivery = Answer.text(sent, "id");
    Waiting.until(PATIENCE, () -> status(delivery).equals("FAILED"));

    done("deliveries", "resend", delivery);
    Received again = received(2).get(1);
    verify(again, secret);
    assertEquals(first.body(), again.body());
    assertEquals(first.headers().get("webhook-id"), again.headers().get("webhook-id"));
    Waiting.until(PATIENCE, () -> status(delivery).equals("DELIVERED"));
    assertEquals(2, Answer.objects(done("deliveries", "show", delivery), "attempts").size());

    String execution = api.accepted("sim-text", "{'prompt':'p'}");
    for (Received event : received(4).subList(2, 4)) {
      verify(event, secret);
      assertEquals(execution, Answer.text(StrictJson.trusted(event.body()), "execution_id"));
    }
    listening.destroy();
    assertTrue(listening.waitFor(20, TimeUnit.SECONDS));
    assertEquals(0, listening.exitValue());
  }

  private String status(String delivery) {
    return api.get("/v1/webhooks/deliveries/" + delivery).with(200).text("status");
  }

  private List<Received> received(int count) {
    Waiting.until(PATIENCE, () -> receiver.received().size() >= count);
    return receiver.received();
  }

  private static void verify(Received event, String secret) throws Exception {
    Map<String, List<String>> headers =
        event.headers().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
    new Webhook(secret).verify(event.body(), HttpHeaders.of(headers, (name, value) -> true));
  }

  /** Runs a command to its good end; what it answers. */
  private JsonObject done(String... arguments) throws Exception {
    Path said = Platform.scratch("command").resolve("said.txt");
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--json");
    Process process = start(said, all.toArray(String[]::new));
    assertTrue(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), () -> LocalRun.lines(said).toString());
    return json(said).getFirst();
  }

  private static List<JsonObject> json(Path file) {
    return LocalRun.lines(file).stream().map(StrictJson::trusted).toList();
  }

  private Process start(Path said, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-classpath",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true).redirectOutput(said.toFile());
    builder.environment().put("MODELROUTE_URL", api.url().toString());
    builder.environment().put("MODELROUTE_API_KEY", api.credential());
    Process process = builder.start();
    started.add(process);
    return process;
  }
}
