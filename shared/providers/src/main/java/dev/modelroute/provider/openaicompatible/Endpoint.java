package dev.modelroute.provider.openaicompatible;

import dev.modelroute.core.catalog.Modality;
import dev.modelroute.provider.http.HttpCall;

/**
 * Where each modality goes.
 *
 * @param path below the base URL
 * @param maxReplyBytes cap of a success
 */
record Endpoint(String path, long maxReplyBytes) {
  /** Ninety-six vectors of 3,072 numbers, with all their digits. */
  private static final long MAX_VECTOR_BYTES = 16 * 1024 * 1024;

  static Endpoint of(Modality modality) {
    return switch (modality) {
      case TEXT -> new Endpoint("/chat/completions", HttpCall.MAX_JSON_BYTES);
      case IMAGE -> new Endpoint("/images/generations", HttpCall.MAX_MEDIA_BYTES);
      case IMAGE_EDIT -> new Endpoint("/images/edits", HttpCall.MAX_MEDIA_BYTES);
      case SPEECH -> new Endpoint("/audio/speech", HttpCall.MAX_MEDIA_BYTES);
      case TRANSCRIPTION -> new Endpoint("/audio/transcriptions", HttpCall.MAX_JSON_BYTES);
      case EMBEDDINGS -> new Endpoint("/embeddings", MAX_VECTOR_BYTES);
      case IMAGE_UPSCALE, VIDEO ->
          throw new IllegalArgumentException("the dialect has no " + modality.text());
    };
  }

  /** The modality of a request, by the path it was translated for. */
  static Modality modality(String path) {
    return switch (path) {
      case "/chat/completions" -> Modality.TEXT;
      case "/images/generations" -> Modality.IMAGE;
      case "/images/edits" -> Modality.IMAGE_EDIT;
      case "/audio/speech" -> Modality.SPEECH;
      case "/audio/transcriptions" -> Modality.TRANSCRIPTION;
      case "/embeddings" -> Modality.EMBEDDINGS;
      default -> throw new IllegalArgumentException("no request of ours");
    };
  }
}
