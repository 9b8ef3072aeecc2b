package dev.modelroute.core.catalog;

import java.util.Locale;

/** What is counted to price an execution. */
public enum Dimension {
  INPUT_TOKEN,
  CACHED_INPUT_TOKEN,
  OUTPUT_TOKEN,
  INPUT_IMAGE_TOKEN,
  OUTPUT_IMAGE_TOKEN,
  OUTPUT_IMAGE,
  /** Counted in pixels; each picture is rounded up to whole price units (10⁶ or 2²⁰). */
  INPUT_MEGAPIXEL,
  /** Counted in pixels; each picture is rounded up to whole price units (10⁶ or 2²⁰). */
  OUTPUT_MEGAPIXEL,
  VIDEO_SECOND,
  CHARACTER,
  AUDIO_SECOND,
  GPU_SECOND,
  /** One nano-USD, for simulated models that cost what their input says. */
  SIMULATED_NANO;

  /** The form on the wire and in catalogue files: {@code input_token}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
