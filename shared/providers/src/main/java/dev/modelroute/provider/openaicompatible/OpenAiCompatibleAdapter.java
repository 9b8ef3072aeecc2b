package dev.modelroute.provider.openaicompatible;

import dev.modelroute.core.catalog.Modality;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.json.JsonWriter;
import dev.modelroute.core.provider.AttemptContext;
import dev.modelroute.core.provider.CanonicalInput;
import dev.modelroute.core.provider.InputFile;
import dev.modelroute.core.provider.ProviderRequest;
import dev.modelroute.core.provider.ProviderResult;
import dev.modelroute.provider.http.Failures;
import dev.modelroute.provider.http.HttpCall;
import dev.modelroute.provider.http.HttpReply;
import dev.modelroute.provider.http.HttpTransport;
import dev.modelroute.provider.http.ProviderSettings;
import dev.modelroute.provider.http.SyncAdapter;
import dev.modelroute.provider.media.InlineFiles;
import dev.modelroute.provider.media.MultipartForm;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One provider of the dialect, in every modality that the dialect has. */
final class OpenAiCompatibleAdapter implements SyncAdapter {
  private final Profile profile;
  private final ProviderSettings settings;
  private final HttpTransport transport;
  private final Failures failures;
  private final Optional<URI> base;
  private final Optional<String> key;
  private final OpenAiErrors errors;

  OpenAiCompatibleAdapter(
      Profile profile, ProviderSettings settings, HttpTransport transport, InstantSource time) {
    this.profile = profile;
    this.settings = settings;
    this.transport = transport;
    this.failures = new Failures(settings, time);
    this.base = BaseAddress.of(profile, settings);
    this.key = settings.get(profile.keySetting());
    this.errors = new OpenAiErrors(profile.name(), failures);
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
        route,
        Endpoint.of(input.modality()).path(),
        switch (input.modality()) {
          case TEXT -> ChatRequest.of(profile, model, route, input);
          case IMAGE -> ImageRequest.of(profile, model, route, input);
          case IMAGE_EDIT -> ImageRequest.edit(model, route, input);
          case SPEECH -> AudioRequest.speech(model, route, input);
          case TRANSCRIPTION -> AudioRequest.transcription(model, route, input);
          case EMBEDDINGS -> EmbeddingRequest.of(model, route, input);
          case IMAGE_UPSCALE, VIDEO ->
              throw new IllegalArgumentException("the dialect has no such modality");
        },
        parts(input),
        attempt);
  }

  private static Map<String, InputFile> parts(CanonicalInput input) {
    Map<String, InputFile> parts = new HashMap<>();
    if (input.modality() == Modality.TEXT) {
      return InlineFiles.held(input);
    }
    if (input.modality() == Modality.IMAGE_EDIT) {
      List<InputFile> images = InlineFiles.list(input, "images");
      for (int i = 0; i < images.size(); i++) {
        parts.put("image[]#%02d".formatted(i), images.get(i));
      }
      InlineFiles.member(input, "mask").ifPresent(mask -> parts.put("mask", mask));
    }
    if (input.modality() == Modality.TRANSCRIPTION) {
      InlineFiles.member(input, "audio").ifPresent(audio -> parts.put("file", audio));
    }
    return parts;
  }

  @Override
  public ProviderResult submit(ProviderRequest request) {
    return isTooHot(request)
        ? new ProviderResult.Failed(Failures.notSendable("the temperature is over the limit"))
        : SyncAdapter.super.submit(request);
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
    Modality modality = Endpoint.modality(request.operation());
    boolean form = modality == Modality.IMAGE_EDIT || modality == Modality.TRANSCRIPTION;
    String boundary = "form-" + request.attempt().idempotencyToken().replaceAll("[^\\w-]", "-");
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", form ? MultipartForm.contentType(boundary) : "application/json");
    headers.put("Accept", modality == Modality.SPEECH ? "*/*" : "application/json");
    key.ifPresent(secret -> headers.put("Authorization", "Bearer " + secret));
    byte[] body =
        form
            ? MultipartForm.of(request.body(), request.parts(), boundary)
            : JsonWriter.bytes(request.body());
    return HttpCall.post(
        URI.create(base.orElseThrow() + request.operation()),
        headers,
        body,
        request,
        Endpoint.of(modality).maxReplyBytes());
  }

  @Override
  public ProviderResult read(ProviderRequest request, HttpReply reply) {
    if (!reply.isSuccess()) {
      return new ProviderResult.Failed(errors.refused(reply));
    }
    return switch (Endpoint.modality(request.operation())) {
      case TEXT -> new ChatReply(errors).read(request, reply);
      case IMAGE, IMAGE_EDIT -> new ImageReply(errors).read(request, reply);
      case SPEECH -> new SpeechReply(errors).read(request, reply);
      case TRANSCRIPTION -> new TranscriptionReply(errors).read(request, reply);
      case EMBEDDINGS -> new EmbeddingReply(errors).read(request, reply);
      case IMAGE_UPSCALE, VIDEO -> throw new IllegalArgumentException("no request of ours");
    };
  }

  private boolean isTooHot(ProviderRequest request) {
    return request
        .body()
        .number("temperature")
        .filter(value -> value.compareTo(profile.maxTemperature()) > 0)
        .isPresent();
  }
}
