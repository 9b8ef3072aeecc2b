package dev.modelroute.wiring;

import dev.modelroute.provider.simulator.CallbackCaller;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/**
 * How the simulator calls back: one plain POST to our own callback route, whose fate interests
 * nobody.
 */
final class SimulatedCallbacks implements CallbackCaller {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(TIMEOUT).version(HttpClient.Version.HTTP_1_1).build();

  @Override
  public void post(URI target, Map<String, String> headers, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target)
            .timeout(TIMEOUT)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    try {
      client.send(request.build(), HttpResponse.BodyHandlers.discarding());
    } catch (IOException lost) {
      // A lost callback is one of the things the simulator is there to simulate.
      return;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
