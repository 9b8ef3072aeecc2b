package dev.modelroute.provider.openaicompatible;

import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.core.provider.ProviderOutput;
import dev.modelroute.core.provider.ProviderRequest;
import dev.modelroute.core.provider.ProviderResult;
import dev.modelroute.provider.http.HttpReply;
import dev.modelroute.provider.http.Reported;
import dev.modelroute.provider.media.InlineMedia;
import dev.modelroute.provider.media.OutputPictures;
import dev.modelroute.provider.media.PictureUsage;
import java.util.Optional;

/** Reads a reply of image generations and edits: pictures as base64. */
final class ImageReply {
  private final OpenAiErrors errors;

  ImageReply(OpenAiErrors errors) {
    this.errors = errors;
  }

  ProviderResult read(ProviderRequest request, HttpReply reply) {
    InlineMedia media = InlineMedia.of(reply.body());
    HttpReply light = new HttpReply(reply.status(), reply.headers(), media.json());
    return switch (JsonAnswer.of(errors, light)) {
      case JsonAnswer.Failure(AttemptFailure failure) -> new ProviderResult.Failed(failure);
      case JsonAnswer.Body(JsonObject body) -> read(request, body, media);
    };
  }

  private ProviderResult read(ProviderRequest request, JsonObject body, InlineMedia media) {
    OutputPictures pictures = new OutputPictures();
    for (Json item : body.array("data").orElse(JsonArray.EMPTY).items()) {
      Optional<byte[]> bytes =
          item instanceof JsonObject picture
              ? picture.string("b64_json").flatMap(media::bytes)
              : Optional.empty();
      if (bytes.isEmpty() || !pictures.add(bytes.get())) {
        return failed("an item of the answer is no picture");
      }
    }
    if (pictures.count() == 0) {
      return new ProviderResult.Failed(errors.empty("list of pictures"));
    }
    Optional<PictureUsage.Tokens> tokens = tokens(body);
    return tokens.isEmpty()
        ? failed("the usage is no count of tokens")
        : new ProviderResult.Succeeded(
            new ProviderOutput(
                JsonObject.builder().put("images", pictures.images()).build(),
                pictures.files(),
                PictureUsage.of(request.route(), pictures, tokens.get()),
                null));
  }

  private static Optional<PictureUsage.Tokens> tokens(JsonObject body) {
    Optional<JsonObject> usage = body.object("usage");
    if (usage.isEmpty()) {
      return Optional.of(PictureUsage.Tokens.UNKNOWN);
    }
    long all = Reported.count(usage.get(), "input_tokens");
    long images =
        usage
            .get()
            .object("input_tokens_details")
            .map(details -> Reported.count(details, "image_tokens"))
            .orElse(0L);
    long output = Reported.count(usage.get(), "output_tokens");
    boolean sensible =
        all >= 0 && images >= 0 && output >= 0 && all <= Reported.MAX_INPUT_TOKENS && images <= all;
    return sensible
        ? Optional.of(new PictureUsage.Tokens(all - images, images, output, true))
        : Optional.empty();
  }

  private ProviderResult failed(String reason) {
    return new ProviderResult.Failed(errors.unusable(ErrorCode.GENERATION_FAILED, reason));
  }
}
