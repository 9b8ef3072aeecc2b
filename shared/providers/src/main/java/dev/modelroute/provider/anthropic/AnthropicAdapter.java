package dev.modelroute.provider.anthropic;

import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.json.JsonWriter;
import dev.modelroute.core.provider.AttemptContext;
import dev.modelroute.core.provider.CanonicalInput;
import dev.modelroute.core.provider.ProviderRequest;
import dev.modelroute.core.provider.ProviderResult;
import dev.modelroute.provider.http.BaseUrl;
import dev.modelroute.provider.http.Failures;
import dev.modelroute.provider.http.HttpCall;
import dev.modelroute.provider.http.HttpReply;
import dev.modelroute.provider.http.HttpTransport;
import dev.modelroute.provider.http.ProviderSettings;
import dev.modelroute.provider.http.SyncAdapter;
import dev.modelroute.provider.media.InlineFiles;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Text by {@code POST /v1/messages}, answered in the reply. */
@Singleton
final class AnthropicAdapter implements SyncAdapter {
  static final String PROVIDER = "anthropic";
  static final String KEY = "ANTHROPIC_API_KEY";
  private static final String MESSAGES = "/v1/messages";
  private static final String VERSION = "2023-06-01";

  private final HttpTransport transport;
  private final Failures failures;
  private final URI base;
  private final Optional<String> key;
  private final AnthropicErrors errors;

  AnthropicAdapter(ProviderSettings settings, HttpTransport transport, InstantSource time) {
    this.transport = transport;
    this.failures = new Failures(settings, time);
    this.base = BaseUrl.of(settings, PROVIDER, "https://api.anthropic.com");
    this.key = settings.get(KEY);
    this.errors = new AnthropicErrors(failures);
  }

  @Override
  public String provider() {
    return PROVIDER;
  }

  @Override
  public boolean isConfigured(Route route) {
    return key.isPresent();
  }

  @Override
  public ProviderRequest translate(Route route, CanonicalInput input, AttemptContext attempt) {
    return new ProviderRequest(
        route, MESSAGES, MessagesRequest.of(route, input), InlineFiles.held(input), attempt);
  }

  @Override
  public HttpTransport transport() {
    return transport;
  }

  @Override
  public Failures failures() {
    return failures;
  }

  @Override
  public HttpCall call(ProviderRequest request) {
    return HttpCall.post(
        URI.create(base + request.operation()),
        Map.of(
            "Content-Type",
            "application/json",
            "Accept",
            "application/json",
            "anthropic-version",
            VERSION,
            "x-api-key",
            key.orElseThrow()),
        JsonWriter.bytes(request.body()),
        request,
        HttpCall.MAX_JSON_BYTES);
  }

  @Override
  public ProviderResult read(ProviderRequest request, HttpReply reply) {
    return reply.isSuccess()
        ? new MessagesReply(errors).read(request, reply)
        : new ProviderResult.Failed(errors.refused(reply));
  }
}
