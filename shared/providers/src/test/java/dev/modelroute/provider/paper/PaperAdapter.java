package dev.modelroute.provider.paper;

import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonWriter;
import dev.modelroute.core.provider.AttemptContext;
import dev.modelroute.core.provider.CanonicalInput;
import dev.modelroute.core.provider.ProviderOutput;
import dev.modelroute.core.provider.ProviderRequest;
import dev.modelroute.core.provider.ProviderResult;
import dev.modelroute.provider.http.BaseUrl;
import dev.modelroute.provider.http.Failures;
import dev.modelroute.provider.http.HttpCall;
import dev.modelroute.provider.http.HttpReply;
import dev.modelroute.provider.http.HttpTransport;
import dev.modelroute.provider.http.ProviderSettings;
import dev.modelroute.provider.http.Reported;
import dev.modelroute.provider.http.SyncAdapter;
import dev.modelroute.provider.http.Verdict;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The least that an adapter is. */
@Singleton
final class PaperAdapter implements SyncAdapter {
  private final HttpTransport transport;
  private final Failures failures;
  private final Optional<String> key;
  private final URI base;

  PaperAdapter(ProviderSettings settings, HttpTransport transport, InstantSource time) {
    this.transport = transport;
    this.failures = new Failures(settings, time);
    this.key = settings.get("PAPER_API_KEY");
    this.base = BaseUrl.of(settings, provider(), "https://paper.example");
  }

  @Override
  public String provider() {
    return "paper";
  }

  @Override
  public boolean isConfigured(Route route) {
    return key.isPresent();
  }

  @Override
  public ProviderRequest translate(Route route, CanonicalInput input, AttemptContext attempt) {
    JsonObject body =
        JsonObject.EMPTY.with("words", input.fields().get("messages").orElse(JsonObject.EMPTY));
    return new ProviderRequest(route, "/fold", body, Map.of(), attempt);
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
        Map.of("Content-Type", "application/json", "X-Paper-Key", key.orElseThrow()),
        JsonWriter.bytes(request.body()),
        request,
        HttpCall.MAX_JSON_BYTES);
  }

  @Override
  public ProviderResult read(ProviderRequest request, HttpReply reply) {
    Optional<String> text = reply.json().flatMap(body -> body.string("text"));
    if (!reply.isSuccess()) {
      return new ProviderResult.Failed(
          failures.refused(Verdict.ofStatus(reply.status()), reply, reply.text()));
    }
    if (text.isEmpty()) {
      return new ProviderResult.Failed(failures.unreadable(reply));
    }
    JsonObject canonical =
        JsonObject.builder()
            .put("text", text.get())
            .put("finish_reason", "stop")
            .put("usage", Reported.textUsage(1, 1, 0))
            .build();
    return new ProviderResult.Succeeded(
        new ProviderOutput(canonical, List.of(), Reported.tokens(request, 1, 1, 0), null));
  }
}
