package dev.modelroute.provider.gemini;

import dev.modelroute.core.catalog.Modality;
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

/** Text, pictures and embeddings, answered in the reply. */
@Singleton
final class GeminiAdapter implements SyncAdapter {
  static final String PROVIDER = "gemini";
  static final String KEY = "GEMINI_API_KEY";
  private static final String GENERATE = ":generateContent";
  private static final String EMBED = ":batchEmbedContents";

  private final HttpTransport transport;
  private final Failures failures;
  private final URI base;
  private final Optional<String> key;
  private final GeminiErrors errors;

  GeminiAdapter(ProviderSettings settings, HttpTransport transport, InstantSource time) {
    this.transport = transport;
    this.failures = new Failures(settings, time);
    this.base = BaseUrl.of(settings, PROVIDER, "https://generativelanguage.googleapis.com/v1beta");
    this.key = settings.get(KEY);
    this.errors = new GeminiErrors(failures);
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
    boolean embeds = input.modality() == Modality.EMBEDDINGS;
    return new ProviderRequest(
        route,
        "/models/" + route.id().model() + (embeds ? EMBED : GENERATE),
        switch (input.modality()) {
          case TEXT -> TextRequest.of(route, input);
          case IMAGE, IMAGE_EDIT -> PictureRequest.of(route, input);
          case EMBEDDINGS -> EmbedRequest.of(route, input);
          case IMAGE_UPSCALE, VIDEO, SPEECH, TRANSCRIPTION ->
              throw new IllegalArgumentException("there is no such route");
        },
        InlineFiles.held(input),
        attempt);
  }

  @Override
  public HttpTransport transport() {
    return transport;
  }

  @Override
  public Failures failures() {
    return failures;
  }

  /** The key travels as a header: addresses end up in logs. */
  @Override
  public HttpCall call(ProviderRequest request) {
    return HttpCall.post(
        URI.create(base + request.operation()),
        Map.of(
            "Content-Type", "application/json",
            "Accept", "application/json",
            "x-goog-api-key", key.orElseThrow()),
        JsonWriter.bytes(request.body()),
        request,
        HttpCall.MAX_MEDIA_BYTES);
  }

  @Override
  public ProviderResult read(ProviderRequest request, HttpReply reply) {
    if (!reply.isSuccess()) {
      return new ProviderResult.Failed(errors.refused(reply));
    }
    if (request.operation().endsWith(EMBED)) {
      return new EmbedReply(errors).read(request, reply);
    }
    return new ContentReply(errors).read(request, reply);
  }
}
