package dev.modelroute.testkit.flow;

import dev.modelroute.core.catalog.Allowances;
import dev.modelroute.core.catalog.Capabilities;
import dev.modelroute.core.catalog.Dimension;
import dev.modelroute.core.catalog.FileMode;
import dev.modelroute.core.catalog.PollSchedule;
import dev.modelroute.core.catalog.PriceRecord;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.catalog.RouteId;
import dev.modelroute.core.catalog.RouteMode;
import dev.modelroute.core.catalog.Usage;
import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.core.provider.ByteSource;
import dev.modelroute.core.provider.OutputFile;
import dev.modelroute.core.provider.ProviderOutput;
import dev.modelroute.core.provider.ProviderResult;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Words of a script: routes, and what providers answer. */
public final class Script {
  public static final PollSchedule POLLS =
      new PollSchedule(Duration.ofSeconds(2), 2, Duration.ofSeconds(10));

  private static final String IMAGES = "images";

  private Script() {}

  /** A route whose measured units are nano-USD; calls may take 30 s. */
  public static Route route(String provider, RouteMode mode) {
    return route(provider, mode, false, Money.ofNanos(1));
  }

  /** A sync route whose unit costs so much instead. */
  public static Route priced(String provider, String usd) {
    return route(provider, RouteMode.SYNC, false, Money.parse(usd));
  }

  /** A route that may be sent the same job again. */
  public static Route replaySafe(String provider, RouteMode mode) {
    return route(provider, mode, true, Money.ofNanos(1));
  }

  /**
   * A sync route that does not take every input.
   *
   * @param supports rules as a catalogue file has them
   * @param droppable members that it does without where it does not take them
   */
  public static Route taking(String provider, String supports, String... droppable) {
    Route any = route(provider, RouteMode.SYNC);
    return new Route(
        any.id(),
        any.mode(),
        any.fileMode(),
        any.callTimeout(),
        any.poll(),
        any.replaySafe(),
        any.fixed(),
        any.prices(),
        new Capabilities(
            StrictJson.trusted(supports), Set.of(droppable), JsonObject.EMPTY, Allowances.DEFAULT));
  }

  private static Route route(String provider, RouteMode mode, boolean replaySafe, Money unit) {
    PriceRecord price =
        new PriceRecord(
            Dimension.SIMULATED_NANO, "nano-USD", 1, unit, Instant.EPOCH, null, "script");
    return new Route(
        new RouteId(provider, "one"),
        mode,
        FileMode.INLINE,
        Duration.ofSeconds(30),
        POLLS,
        replaySafe,
        JsonObject.EMPTY,
        List.of(price));
  }

  /** A result without files that costs so much. */
  public static ProviderResult succeeds(String usd) {
    return result(JsonObject.builder().put("text", "done").build(), List.of(), usd);
  }

  /** A result with one PNG picture of 3 × 2 pixels. */
  public static ProviderResult paints(String usd) {
    return paints(png(), usd);
  }

  /** A result with one picture of these bytes. */
  public static ProviderResult paints(byte[] bytes, String usd) {
    JsonObject picture = JsonObject.builder().put("file_id", "output:0").build();
    return result(
        JsonObject.builder().put(IMAGES, JsonArray.of(picture)).build(),
        List.of(new OutputFile.Inline(ByteSource.of(bytes))),
        usd);
  }

  private static ProviderResult result(JsonObject canonical, List<OutputFile> files, String usd) {
    Usage usage = Usage.of(Dimension.SIMULATED_NANO, Money.parse(usd).nanos());
    return new ProviderResult.Succeeded(new ProviderOutput(canonical, files, usage, null));
  }

  public static ProviderResult running() {
    return new ProviderResult.Running(null);
  }

  public static ProviderResult fails(AttemptFailure failure) {
    return new ProviderResult.Failed(failure);
  }

  /** A failure that another route may mend. */
  public static ProviderResult overloaded() {
    return fails(AttemptFailure.nextRoute(ErrorCode.MODEL_OVERLOADED, "busy"));
  }

  /** A lost reply. */
  public static ProviderResult inDoubt() {
    return fails(AttemptFailure.inDoubt(ErrorCode.GENERATION_FAILED, "connection lost"));
  }

  /** A failure no route can mend. */
  public static ProviderResult rejects() {
    return fails(AttemptFailure.stop(ErrorCode.CONTENT_MODERATION_REJECTED, "no"));
  }

  /** The start of a PNG picture of 3 × 2 pixels. */
  public static byte[] png() {
    return ByteBuffer.allocate(64)
        .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13})
        .put("IHDR".getBytes(StandardCharsets.US_ASCII))
        .putInt(3)
        .putInt(2)
        .array();
  }
}
