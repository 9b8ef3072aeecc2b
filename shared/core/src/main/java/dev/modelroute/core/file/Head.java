package dev.modelroute.core.file;

import java.nio.charset.StandardCharsets;

/**
 * The first bytes of a file, read without fear of their end: what lies behind it matches nothing.
 */
// Compared nowhere: only read, by offset.
@SuppressWarnings("ArrayRecordComponent")
record Head(byte[] bytes) {

  int length() {
    return bytes.length;
  }

  /** The unsigned byte at an offset; -1 behind the end. */
  int u8(int offset) {
    return offset >= 0 && offset < bytes.length ? bytes[offset] & 0xFF : -1;
  }

  /** Unsigned, big endian; -1 behind the end. */
  int u16(int offset) {
    return has(offset, 2) ? u8(offset) << 8 | u8(offset + 1) : -1;
  }

  /** Unsigned, little endian; -1 behind the end. */
  int u16Little(int offset) {
    return has(offset, 2) ? u8(offset + 1) << 8 | u8(offset) : -1;
  }

  /** Unsigned, little endian; -1 behind the end. */
  int u24Little(int offset) {
    return has(offset, 3) ? u8(offset + 2) << 16 | u16Little(offset) : -1;
  }

  /** Unsigned, big endian; -1 behind the end. */
  long u32(int offset) {
    return has(offset, 4) ? (long) u16(offset) << 16 | u16(offset + 2) : -1;
  }

  /** Unsigned, little endian; -1 behind the end. */
  long u32Little(int offset) {
    return has(offset, 4) ? (long) u16Little(offset + 2) << 16 | u16Little(offset) : -1;
  }

  /** Whether this text stands at the offset, one byte a character. */
  boolean text(int offset, String expected) {
    for (int i = 0; i < expected.length(); i++) {
      if (u8(offset + i) != expected.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Four characters, as containers name their parts; empty behind the end. */
  String tag(int offset) {
    return has(offset, 4) ? new String(bytes, offset, 4, StandardCharsets.ISO_8859_1) : "";
  }

  /** Where this text stands at or after an offset and before another one; -1 if nowhere. */
  int find(String text, int from, int to) {
    for (int at = from; at < Math.min(to, bytes.length); at++) {
      if (text(at, text)) {
        return at;
      }
    }
    return -1;
  }

  private boolean has(int offset, int count) {
    return offset >= 0 && offset <= bytes.length - count;
  }
}
