package dev.modelroute.cli;

import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.webhook.WebhookSecret;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code modelroute listen}. */
@Command(
    name = "listen",
    description = {
      "Forward events to a receiver on this machine, until Ctrl-C.",
      "",
      "Each event comes with its exact body and both families of signature headers, signed"
          + " by the organisation's default secret, which is printed and stays the same. What"
          + " the receiver answers is recorded as an attempt; an event that fails comes again"
          + " by deliveries resend. Events wait up to 24 hours for a listener.",
      ""
    })
final class ListenCommand extends ApiCommand {
  private static final int MAX_TIMEOUT_SECONDS = 300;

  @Option(
      names = "--forward-to",
      paramLabel = "URL",
      required = true,
      description = "The receiver, such as http://127.0.0.1:3000/hook.")
  private String forwardTo = "";

  @Option(
      names = "--events",
      paramLabel = "EVENT",
      split = ",",
      description = "Only these, comma between them; default all.")
  private Set<String> events = Set.of();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long the receiver may take, 1 to 300; default 30, as in production.")
  private int timeoutSeconds = 30;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "End by itself after so many events; default never.")
  private long count = Long.MAX_VALUE;

  ListenCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  int run(ApiClient api, Console console) {
    URI receiver = receiver();
    if (timeoutSeconds < 1 || timeoutSeconds > MAX_TIMEOUT_SECONDS) {
      throw wrong("--timeout goes from 1 to " + MAX_TIMEOUT_SECONDS);
    }
    if (count < 1) {
      throw wrong("--count starts at 1");
    }
    return switch (new PullEndpoints(api).forEvents(new TreeSet<>(events))) {
      case PullEndpoints.Found.At(String endpoint) -> listen(endpoint, receiver, api, console);
      case PullEndpoints.Found.None ignored -> throw new IllegalStateException("none was made");
      case PullEndpoints.Found.Failed(ApiAnswer.Failed why) -> console.failed(why);
    };
  }

  private int listen(String endpoint, URI receiver, ApiClient api, Console console) {
    return switch (api.get("/v1/webhooks/secret")) {
      case ApiAnswer.Answered(JsonObject answer, var at) -> {
        Optional<WebhookSecret> secret = answer.string("secret").flatMap(ListenCommand::secret);
        if (secret.isEmpty()) {
          yield console.failed(new ApiAnswer.Unreachable("there is no secret in its answer"));
        }
        announce(endpoint, receiver, secret.get(), console);
        Forwarder forwarder =
            new Forwarder(
                receiver, secret.get(), Duration.ofSeconds(timeoutSeconds), surroundings().time());
        yield new Listener(api, forwarder, console, surroundings()).run(endpoint, count);
      }
      case ApiAnswer.Failed failed -> console.failed(failed);
    };
  }

  private static Optional<WebhookSecret> secret(String text) {
    try {
      return Optional.of(new WebhookSecret(text));
    } catch (IllegalArgumentException otherForm) {
      return Optional.empty();
    }
  }

  private static void announce(
      String endpoint, URI receiver, WebhookSecret secret, Console console) {
    console.result(
        JsonObject.builder()
            .put("type", "listening")
            .put("endpoint_id", endpoint)
            .put("forward_to", receiver.toString())
            .put("secret", secret.value())
            .build(),
        "Listening as "
            + endpoint
            + ", forwarding to "
            + receiver
            + "; Ctrl-C ends it.\nSigning secret: "
            + secret.value());
  }

  private URI receiver() {
    try {
      URI receiver = new URI(forwardTo);
      String scheme = String.valueOf(receiver.getScheme()).toLowerCase(Locale.ROOT);
      if ((scheme.equals("http") || scheme.equals("https"))
          && receiver.getHost() != null
          && receiver.getRawUserInfo() == null) {
        return receiver;
      }
    } catch (URISyntaxException unreadable) {
      // Said below.
    }
    throw wrong("--forward-to takes a URL such as http://127.0.0.1:3000/hook");
  }
}
