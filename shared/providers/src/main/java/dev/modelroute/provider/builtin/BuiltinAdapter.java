package dev.modelroute.provider.builtin;

import dev.modelroute.core.catalog.Dimension;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.catalog.Usage;
import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.file.FileRef;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.provider.AttemptContext;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.core.provider.CallbackCheck;
import dev.modelroute.core.provider.CanonicalInput;
import dev.modelroute.core.provider.InputFile;
import dev.modelroute.core.provider.OutputFile;
import dev.modelroute.core.provider.ProviderAdapter;
import dev.modelroute.core.provider.ProviderJob;
import dev.modelroute.core.provider.ProviderOutput;
import dev.modelroute.core.provider.ProviderRequest;
import dev.modelroute.core.provider.ProviderResult;
import dev.modelroute.core.provider.RawCallback;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Image work done here, in the call itself. A repeat does the same work again and costs nothing, so
 * its routes are replay-safe.
 *
 * <p>Operations: {@code upscale-2x} doubles width and height; {@code convert} changes the format.
 * Images that are damaged, of a format the JDK cannot read, or above the pixel limits end with
 * FILE_FORMAT_UNSUPPORTED.
 */
public final class BuiltinAdapter implements ProviderAdapter {
  private static final String UPSCALE = "upscale-2x";
  private static final String CONVERT = "convert";
  private static final int SCALE = 2;
  private static final int DEFAULT_QUALITY = 90;
  private static final String IMAGE = "image";

  /** What to do with a decoded image. */
  private record Work(int scale, ImageFormat format, int quality) {}

  private final PixelLimits limits;
  private final ImageDecoder decoder;
  private final Semaphore places;

  public BuiltinAdapter(PixelLimits limits) {
    this.limits = limits;
    this.decoder = new ImageDecoder(limits.maxInput());
    this.places = new Semaphore(limits.maxAtOnce(), true);
  }

  @Override
  public String provider() {
    return "builtin";
  }

  @Override
  public boolean isConfigured(Route route) {
    return route.id().model().equals(UPSCALE) || route.id().model().equals(CONVERT);
  }

  @Override
  public ProviderRequest translate(Route route, CanonicalInput input, AttemptContext attempt) {
    JsonObject body = input.fields().without(IMAGE);
    Map<String, InputFile> parts =
        input
            .fields()
            .string(IMAGE)
            .flatMap(FileRef::parse)
            .flatMap(file -> Optional.ofNullable(input.files().get(file)))
            .map(file -> Map.of(IMAGE, file))
            .orElse(Map.of());
    return new ProviderRequest(route, route.id().model(), body, parts, attempt);
  }

  @Override
  public ProviderResult submit(ProviderRequest request) {
    boolean upscale = request.operation().equals(UPSCALE);
    Optional<ImageFormat> format =
        request
            .body()
            .string("output_format")
            .or(() -> upscale ? Optional.of(ImageFormat.PNG.text()) : Optional.empty())
            .flatMap(ImageFormat::parse);
    if (format.isEmpty()) {
      return stop(ErrorCode.INPUT_VALIDATION_ERROR, "output_format is none we write");
    }
    InputFile file = request.parts().get(IMAGE);
    if (file == null) {
      return stop(ErrorCode.FILE_NOT_FOUND, "the image is not at hand");
    }
    Work work = new Work(upscale ? SCALE : 1, format.get(), quality(request.body()));
    return inTurn(file, work, request.attempt().timeout());
  }

  /** Waits for a place, at most as long as the call may take. */
  private ProviderResult inTurn(InputFile file, Work work, Duration timeout) {
    try {
      if (!places.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        return failed(AttemptFailure.nextRoute(ErrorCode.MODEL_OVERLOADED, "no place came free"));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return failed(AttemptFailure.nextRoute(ErrorCode.SERVICE_UNAVAILABLE, "interrupted"));
    }
    try {
      return switch (decoder.read(file.content())) {
        case ImageRead.Refused(String reason) -> stop(ErrorCode.FILE_FORMAT_UNSUPPORTED, reason);
        case ImageRead.Decoded(PixelGrid pixels) -> encode(pixels, work);
      };
    } finally {
      places.release();
    }
  }

  private ProviderResult encode(PixelGrid pixels, Work work) {
    long width = (long) pixels.width() * work.scale();
    long height = (long) pixels.height() * work.scale();
    if (width * height > limits.maxOutput()) {
      return stop(ErrorCode.FILE_FORMAT_UNSUPPORTED, "result too large: " + width + " x " + height);
    }
    PixelRows result =
        work.scale() == 1 ? pixels : new LanczosScaling(pixels, (int) width, (int) height);
    try {
      MemoryBytes bytes = ImageEncoder.encode(result, work.format(), work.quality());
      return new ProviderResult.Succeeded(
          new ProviderOutput(
              canonical(result, work.format()),
              List.of(new OutputFile.Inline(bytes)),
              Usage.of(Dimension.OUTPUT_IMAGE, 1),
              null));
    } catch (IOException unexpected) {
      // Written to memory: only a writer that refuses the picture can fail, e.g. JPEG above 65,500.
      return stop(
          ErrorCode.FILE_FORMAT_UNSUPPORTED, work.format().text() + " cannot hold this image");
    }
  }

  private static JsonObject canonical(PixelRows image, ImageFormat format) {
    JsonObject entry =
        JsonObject.builder()
            .put("file_id", "output:0")
            .put("width", image.width())
            .put("height", image.height())
            .put("content_type", format.contentType())
            .build();
    return JsonObject.builder().put("images", JsonArray.of(entry)).build();
  }

  private static int quality(JsonObject body) {
    return body.number("quality")
        .map(value -> Math.clamp(value.longValue(), 1, 100))
        .orElse(DEFAULT_QUALITY);
  }

  private static ProviderResult stop(ErrorCode code, String detail) {
    return failed(AttemptFailure.stop(code, detail));
  }

  private static ProviderResult failed(AttemptFailure failure) {
    return new ProviderResult.Failed(failure);
  }

  /** Nothing is ever left running here. */
  @Override
  public ProviderResult poll(ProviderJob job) {
    return failed(AttemptFailure.nextRoute(ErrorCode.GENERATION_FAILED, "no such job"));
  }

  /** Nobody has a reason to call back. */
  @Override
  public CallbackCheck verify(RawCallback callback) {
    return CallbackCheck.FORGED;
  }

  @Override
  public void cancel(ProviderJob job) {
    // Work ends with the call that started it.
  }
}
