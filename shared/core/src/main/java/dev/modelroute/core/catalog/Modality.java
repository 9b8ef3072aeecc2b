package dev.modelroute.core.catalog;

import java.util.Locale;

/** Kinds of work; each has one canonical input and output shape. */
public enum Modality {
  TEXT,
  IMAGE,
  IMAGE_EDIT,
  IMAGE_UPSCALE,
  VIDEO,
  SPEECH,
  TRANSCRIPTION,
  EMBEDDINGS;

  /** The form on the wire and in catalogue files: {@code image_upscale}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
