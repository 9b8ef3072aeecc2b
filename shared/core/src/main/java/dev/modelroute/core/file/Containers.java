package dev.modelroute.core.file;

import java.util.Optional;
import java.util.Set;

/** Formats that share a container and differ inside: RIFF, ISO base media, Matroska, Ogg. */
final class Containers {
  private static final Set<String> AVIF = Set.of("avif", "avis");
  private static final Set<String> HEIC =
      Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs");
  private static final Set<String> M4A = Set.of("M4A ", "M4B ", "M4P ");
  private static final Set<String> MP4 =
      Set.of(
          "isom", "iso2", "iso3", "iso4", "iso5", "iso6", "iso8", "iso9", "mp41", "mp42", "mp71",
          "avc1", "dash", "cmfc", "M4V ", "M4VH", "M4VP", "MSNV", "3gp4", "3gp5", "3gp6", "3g2a");

  /** Most brands looked at; real files have fewer than ten. */
  private static final int MAX_BRANDS = 64;

  /** Where the document type of a Matroska file must stand; headers are under 64 bytes. */
  private static final int MAX_EBML_HEADER = 256;

  private Containers() {}

  static Optional<String> riff(Head head) {
    if (!head.text(0, "RIFF") && !head.text(0, "RF64")) {
      return Optional.empty();
    }
    if (head.text(8, "WAVE") && head.length() >= 16) {
      return Optional.of(ContentTypes.WAV);
    }
    boolean webp = head.text(8, "WEBPVP8") && " LX".indexOf(head.u8(15)) >= 0;
    return webp && head.length() >= 20 ? Optional.of(ContentTypes.WEBP) : Optional.empty();
  }

  static Optional<String> isoMedia(Head head) {
    if (head.text(4, "ftyp")) {
      return ofBrands(head);
    }
    // QuickTime before brands: a movie, or the eight bytes of padding that come before its data.
    boolean movie = head.text(4, "moov") && (head.text(12, "mvhd") || head.text(12, "cmov"));
    boolean padded = head.text(0, "\0\0\0\10wide") && head.text(12, "mdat");
    return movie || padded ? Optional.of(ContentTypes.MOV) : Optional.empty();
  }

  private static Optional<String> ofBrands(Head head) {
    long size = head.u32(0);
    if (size < 16 || size > 16 + 4L * MAX_BRANDS) {
      return Optional.empty();
    }
    Optional<String> major = ofBrand(head.tag(8));
    for (int at = 16; major.isEmpty() && at < size; at += 4) {
      // A neutral major brand (mif1, a maker's own) says nothing; the compatible ones do.
      major = ofBrand(head.tag(at));
    }
    return major;
  }

  private static Optional<String> ofBrand(String brand) {
    if (AVIF.contains(brand)) {
      return Optional.of(ContentTypes.AVIF);
    }
    if (HEIC.contains(brand)) {
      return Optional.of(ContentTypes.HEIC);
    }
    if (brand.equals("qt  ")) {
      return Optional.of(ContentTypes.MOV);
    }
    if (M4A.contains(brand)) {
      return Optional.of(ContentTypes.M4A);
    }
    return MP4.contains(brand) ? Optional.of(ContentTypes.MP4) : Optional.empty();
  }

  static Optional<String> matroska(Head head) {
    if (!head.text(0, "\u001aE\u00df\u00a3")) {
      return Optional.empty();
    }
    // Element DocType: its id, one byte of length (high bit set), its text.
    int docType = head.find("B\u0082", 4, MAX_EBML_HEADER);
    if (head.text(docType + 2, "\u0084webm")) {
      return Optional.of(ContentTypes.WEBM);
    }
    boolean matroska = head.text(docType + 2, "\u0088matroska");
    return matroska ? Optional.of(ContentTypes.MKV) : Optional.empty();
  }

  static Optional<String> ogg(Head head) {
    if (!head.text(0, "OggS\0")) {
      return Optional.empty();
    }
    // The first page holds the header of one codec, after one length byte per segment.
    int packet = 27 + Math.max(0, head.u8(26));
    boolean audio =
        head.text(packet, "OpusHead")
            || head.text(packet, "\1vorbis")
            || head.text(packet, "\u007fFLAC")
            || head.text(packet, "Speex   ");
    return audio ? Optional.of(ContentTypes.OGG) : Optional.empty();
  }
}
