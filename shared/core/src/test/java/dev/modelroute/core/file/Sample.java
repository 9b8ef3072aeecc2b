package dev.modelroute.core.file;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Builds the beginnings of files, byte by byte. */
final class Sample {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  static Sample start() {
    return new Sample();
  }

  static byte[] of(String text) {
    return start().text(text).bytes();
  }

  /** One byte per character, as in {@code "\u0089PNG"}. */
  Sample latin(String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  Sample text(String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Blanks between bytes are allowed. */
  Sample hex(String digits) {
    bytes.writeBytes(HexFormat.of().parseHex(digits.replace(" ", "")));
    return this;
  }

  Sample big(int value) {
    return hex(HexFormat.of().toHexDigits(value));
  }

  Sample little(int value) {
    return big(Integer.reverseBytes(value));
  }

  Sample zeros(int count) {
    bytes.writeBytes(new byte[count]);
    return this;
  }

  /** Fills with zeros up to a length. */
  Sample upTo(int length) {
    return zeros(Math.max(0, length - bytes.size()));
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  static byte[] png(int width, int height) {
    return start()
        .hex("89504e470d0a1a0a 0000000d")
        .latin("IHDR")
        .big(width)
        .big(height)
        .hex("08060000001f15c489")
        .bytes();
  }

  /** A JPEG with so many bytes of metadata before its size. */
  static byte[] jpeg(int width, int height, int metadataBytes) {
    Sample sample = start().hex("ffd8");
    for (int left = metadataBytes; left > 0; left -= 60_000) {
      int length = Math.min(left, 60_000);
      sample.hex("ffe1").hex(HexFormat.of().toHexDigits((short) (length + 2))).zeros(length);
    }
    String sides =
        HexFormat.of().toHexDigits((short) height) + HexFormat.of().toHexDigits((short) width);
    return sample.hex("ffdb0004 0000 ffc2 0011 08").hex(sides).hex("03 012200").zeros(8).bytes();
  }

  static byte[] gif(String version, int width, int height) {
    return start().text(version).little(width | height << 16).hex("f70000").bytes();
  }

  static byte[] bmp(int headerBytes, int width, int height) {
    return start()
        .text("BM")
        .little(70)
        .zeros(4)
        .little(54)
        .little(headerBytes)
        .little(width)
        .little(height)
        .upTo(70)
        .bytes();
  }

  static byte[] webp(String kind, String hex) {
    return start().text("RIFF").little(40).text("WEBP" + kind).little(30).hex(hex).upTo(48).bytes();
  }

  static byte[] isoMedia(String... brands) {
    Sample sample = start().big(12 + 4 * brands.length).text("ftyp" + brands[0]).big(0);
    for (int i = 1; i < brands.length; i++) {
      sample.text(brands[i]);
    }
    return sample.big(8).text("free").zeros(32).bytes();
  }

  static byte[] matroska(String docType) {
    return start()
        .hex("1a45dfa3 9f 42868101 42f78101 42f28104 42f38108 4282")
        .hex(HexFormat.of().toHexDigits((byte) (0x80 | docType.length())))
        .text(docType)
        .hex("42878104")
        .upTo(64)
        .bytes();
  }

  static byte[] ogg(String packet) {
    return start().text("OggS").zeros(22).hex("01 13").latin(packet).upTo(64).bytes();
  }

  /** Two frames of MPEG-1 layer III, 128 kbit/s, 44.1 kHz: 417 bytes each. */
  static byte[] mp3() {
    return start().hex("fffb9000").upTo(417).hex("fffb9000").upTo(834).bytes();
  }

  /** Two ADTS frames of 32 bytes. */
  static byte[] aac() {
    return start().hex("fff15080 041ffc").upTo(32).hex("fff15080 041ffc").upTo(64).bytes();
  }
}
