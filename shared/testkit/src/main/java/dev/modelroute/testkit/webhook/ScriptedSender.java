package dev.modelroute.testkit.webhook;

import dev.modelroute.core.webhook.WebhookSender;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** A sender that sends nothing and answers as scripted; once the script is over, with 200. */
public final class ScriptedSender implements WebhookSender {
  private final Deque<Outcome> script = new ArrayDeque<>();
  private final List<Sent> sent = new ArrayList<>();

  /** One POST that would have been made. */
  public record Sent(String url, Map<String, String> headers, String body) {
    public Sent {
      headers = Map.copyOf(headers);
    }
  }

  /** Adds answers to the end of the script. */
  public synchronized ScriptedSender answers(Outcome... outcomes) {
    script.addAll(List.of(outcomes));
    return this;
  }

  @Override
  public synchronized Outcome post(
      String url, Map<String, String> headers, byte[] body, Duration deadline) {
    sent.add(new Sent(url, headers, new String(body, java.nio.charset.StandardCharsets.UTF_8)));
    return script.isEmpty() ? new Outcome.Taken(200) : script.removeFirst();
  }

  /** Everything posted so far. */
  public synchronized List<Sent> sent() {
    return List.copyOf(sent);
  }
}
