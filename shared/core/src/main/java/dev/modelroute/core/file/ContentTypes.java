package dev.modelroute.core.file;

import java.util.Set;

/** The content types the platform tells apart, and which of them a browser may show. */
public final class ContentTypes {
  public static final String PNG = "image/png";
  public static final String JPEG = "image/jpeg";
  public static final String GIF = "image/gif";
  public static final String WEBP = "image/webp";
  public static final String AVIF = "image/avif";
  public static final String HEIC = "image/heic";
  public static final String BMP = "image/bmp";
  public static final String TIFF = "image/tiff";
  public static final String MP4 = "video/mp4";
  public static final String MOV = "video/quicktime";
  public static final String WEBM = "video/webm";
  public static final String MKV = "video/x-matroska";
  public static final String MP3 = "audio/mpeg";
  public static final String WAV = "audio/wav";
  public static final String FLAC = "audio/flac";
  public static final String OGG = "audio/ogg";
  public static final String AAC = "audio/aac";
  public static final String M4A = "audio/mp4";
  public static final String PDF = "application/pdf";
  public static final String ZIP = "application/zip";
  public static final String GLB = "model/gltf-binary";
  public static final String JSON = "application/json";
  public static final String TEXT = "text/plain";
  public static final String UNKNOWN = "application/octet-stream";

  private static final Set<String> SHOWN =
      Set.of(
          PNG, JPEG, GIF, WEBP, AVIF, HEIC, BMP, TIFF, MP4, MOV, WEBM, MKV, MP3, WAV, FLAC, OGG,
          AAC, M4A);

  private ContentTypes() {}

  /**
   * Whether a browser must save a file of this type instead of showing it: everything but raster
   * images, audio and video. A list of what may be shown, so that a type added later is safe.
   */
  public static boolean isAttachment(String contentType) {
    return !SHOWN.contains(contentType);
  }
}
