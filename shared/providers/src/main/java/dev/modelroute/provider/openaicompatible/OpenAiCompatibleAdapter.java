package dev.modelroute.provider.openaicompatible;

import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.json.JsonWriter;
import dev.modelroute.core.provider.AttemptContext;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.core.provider.CallbackCheck;
import dev.modelroute.core.provider.CanonicalInput;
import dev.modelroute.core.provider.ProviderAdapter;
import dev.modelroute.core.provider.ProviderJob;
import dev.modelroute.core.provider.ProviderRequest;
import dev.modelroute.core.provider.ProviderResult;
import dev.modelroute.core.provider.RawCallback;
import dev.modelroute.provider.http.Exchange;
import dev.modelroute.provider.http.HttpCall;
import dev.modelroute.provider.http.HttpTransport;
import dev.modelroute.provider.http.ProviderSettings;
import dev.modelroute.provider.http.SecretRedaction;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One provider of the dialect: text by {@code POST /chat/completions}, answered in the reply. */
final class OpenAiCompatibleAdapter implements ProviderAdapter {
  private static final String CHAT = "/chat/completions";

  private final Profile profile;
  private final ProviderSettings settings;
  private final HttpTransport transport;
  private final Optional<URI> base;
  private final Optional<String> key;
  private final OpenAiErrors errors;
  private final ChatReply replies;

  OpenAiCompatibleAdapter(
      Profile profile, ProviderSettings settings, HttpTransport transport, InstantSource time) {
    this.profile = profile;
    this.settings = settings;
    this.transport = transport;
    this.base = BaseAddress.of(profile, settings);
    this.key = settings.get(profile.keySetting());
    this.errors = new OpenAiErrors(profile.name(), new SecretRedaction(settings.secrets()), time);
    this.replies = new ChatReply(errors);
  }

  @Override
  public String provider() {
    return profile.name();
  }

  @Override
  public boolean isConfigured(Route route) {
    return base.isPresent() && (profile.keyOptional() || key.isPresent());
  }

  @Override
  public ProviderRequest translate(Route route, CanonicalInput input, AttemptContext attempt) {
    String model = profile.modelSetting().flatMap(settings::get).orElse(route.id().model());
    return new ProviderRequest(
        route, CHAT, ChatRequest.of(profile, model, route, input), Map.of(), attempt);
  }

  @Override
  public ProviderResult submit(ProviderRequest request) {
    if (isTooHot(request)) {
      return new ProviderResult.Failed(
          AttemptFailure.nextRoute(
              ErrorCode.INPUT_VALIDATION_ERROR, "not sent: the temperature is over the limit"));
    }
    return switch (transport.send(call(request))) {
      case Exchange.Answered answered -> replies.read(request, answered.reply());
      case Exchange.NotSent notSent -> new ProviderResult.Failed(errors.notSent(notSent));
      case Exchange.InDoubt inDoubt -> new ProviderResult.Failed(errors.inDoubt(inDoubt));
    };
  }

  @Override
  public ProviderResult poll(ProviderJob job) {
    return new ProviderResult.Failed(errors.noJob());
  }

  @Override
  public CallbackCheck verify(RawCallback callback) {
    return CallbackCheck.FORGED;
  }

  @Override
  public void cancel(ProviderJob job) {
    // No job outlives its reply.
  }

  private boolean isTooHot(ProviderRequest request) {
    return request
        .body()
        .number("temperature")
        .filter(value -> value.compareTo(profile.maxTemperature()) > 0)
        .isPresent();
  }

  private HttpCall call(ProviderRequest request) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("Accept", "application/json");
    key.ifPresent(secret -> headers.put("Authorization", "Bearer " + secret));
    Duration cap = request.route().callTimeout();
    Duration timeout = request.attempt().timeout();
    return new HttpCall(
        "POST",
        URI.create(base.orElseThrow() + request.operation()),
        headers,
        JsonWriter.bytes(request.body()),
        timeout.compareTo(cap) < 0 ? timeout : cap,
        HttpCall.MAX_JSON_BYTES);
  }
}
