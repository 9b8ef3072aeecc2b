package dev.modelroute.provider.media;

import dev.modelroute.core.catalog.Dimension;
import dev.modelroute.core.catalog.PriceRecord;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.catalog.Usage;
import java.util.EnumMap;
import java.util.Map;

/** Units of an answer that holds pictures: counted by ourselves where that can be done. */
public final class PictureUsage {
  /** What a picture takes at least, for answers that report nothing. */
  private static final long FEWEST_TOKENS = 256;

  private PictureUsage() {}

  /**
   * Tokens that only the provider can know.
   *
   * @param text of the prompt
   * @param images of the pictures that were handed in
   */
  public record Tokens(long text, long images, long output, boolean reported) {
    public static final Tokens UNKNOWN = new Tokens(0, 0, 0, false);
  }

  public static Usage of(Route route, OutputPictures pictures, Tokens tokens) {
    Map<Dimension, Long> units = new EnumMap<>(Dimension.class);
    for (PriceRecord price : route.prices()) {
      units.put(
          price.dimension(),
          switch (price.dimension()) {
            case OUTPUT_IMAGE -> (long) pictures.count();
            case OUTPUT_MEGAPIXEL -> pictures.pixels(price.unitSize());
            case INPUT_TOKEN -> tokens.text();
            case INPUT_IMAGE_TOKEN -> tokens.images();
            case OUTPUT_IMAGE_TOKEN -> output(route, pictures, tokens);
            case CACHED_INPUT_TOKEN,
                OUTPUT_TOKEN,
                INPUT_MEGAPIXEL,
                VIDEO_SECOND,
                CHARACTER,
                AUDIO_SECOND,
                GPU_SECOND,
                SIMULATED_NANO ->
                0L;
          });
    }
    return new Usage(units);
  }

  /** Never over what was held for. */
  private static long output(Route route, OutputPictures pictures, Tokens tokens) {
    long most = route.capabilities().allowances().outputImageTokens() * pictures.count();
    return Math.min(tokens.reported() ? tokens.output() : FEWEST_TOKENS * pictures.count(), most);
  }
}
