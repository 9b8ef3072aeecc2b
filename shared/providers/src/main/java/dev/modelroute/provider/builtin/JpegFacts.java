package dev.modelroute.provider.builtin;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * What a JPEG's segments say and the decoder does not tell us.
 *
 * @param adobeTransform colour transform of an Adobe segment: 0 none, 1 YCbCr, 2 YCCK; empty when
 *     there is no such segment
 * @param components colours a pixel is made of: 1 grey, 3, or 4 inks; 0 when not found
 * @param scans how many passes the picture is stored in
 */
record JpegFacts(Orientation orientation, OptionalInt adobeTransform, int components, int scans) {
  private static final int START_OF_IMAGE = 0xFFD8;
  private static final int APP1 = 0xE1;
  private static final int APP14 = 0xEE;
  private static final int START_OF_SCAN = 0xDA;
  private static final int ORIENTATION_TAG = 0x0112;
  private static final int MAX_TAGS = 512;
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.US_ASCII);

  private static final JpegFacts UNKNOWN =
      new JpegFacts(Orientation.UPRIGHT, OptionalInt.empty(), 0, 0);

  /** Reads to the end of the stream; malformed parts count as absent. */
  static JpegFacts read(InputStream bytes) throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(bytes));
    JpegFacts facts = UNKNOWN;
    if (in.readUnsignedShort() != START_OF_IMAGE) {
      return facts;
    }
    int marker = nextMarker(in);
    while (marker >= 0 && marker != START_OF_SCAN) {
      facts = facts.with(marker, in.readNBytes(Math.max(0, in.readUnsignedShort() - 2)));
      marker = nextMarker(in);
    }
    int scans = marker < 0 ? 0 : 1 + countScans(in);
    return new JpegFacts(facts.orientation, facts.adobeTransform, facts.components, scans);
  }

  private JpegFacts with(int marker, byte[] segment) {
    if (marker == APP1 && startsWith(segment, EXIF)) {
      return new JpegFacts(orientationOf(segment), adobeTransform, components, scans);
    }
    if (marker == APP14 && startsWith(segment, ADOBE) && segment.length >= 12) {
      return new JpegFacts(orientation, OptionalInt.of(segment[11] & 0xFF), components, scans);
    }
    if (isFrameHeader(marker) && segment.length >= 6) {
      return new JpegFacts(orientation, adobeTransform, segment[5] & 0xFF, scans);
    }
    return this;
  }

  /** SOF0 to SOF15; DHT, JPG and DAC lie between them. */
  private static boolean isFrameHeader(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private static int nextMarker(InputStream in) throws IOException {
    int value = in.read();
    while (value >= 0 && value != 0xFF) {
      value = in.read();
    }
    while (value == 0xFF) {
      value = in.read();
    }
    return value;
  }

  /** Coded data never holds FF DA: an FF in it is followed by 00 or a restart marker. */
  private static int countScans(InputStream in) throws IOException {
    byte[] block = new byte[16 * 1024];
    int scans = 0;
    int before = 0;
    for (int length = in.read(block); length >= 0; length = in.read(block)) {
      for (int i = 0; i < length; i++) {
        int value = block[i] & 0xFF;
        scans += before == 0xFF && value == START_OF_SCAN ? 1 : 0;
        before = value;
      }
    }
    return scans;
  }

  private static boolean startsWith(byte[] segment, byte[] head) {
    return segment.length >= head.length
        && Arrays.equals(segment, 0, head.length, head, 0, head.length);
  }

  private static Orientation orientationOf(byte[] segment) {
    try {
      ByteBuffer tiff = ByteBuffer.wrap(segment, EXIF.length, segment.length - EXIF.length).slice();
      tiff.order(tiff.getShort() == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      tiff.position(Math.max(0, tiff.getInt(4)));
      int tags = Math.min(MAX_TAGS, tiff.getShort() & 0xFFFF);
      for (int i = 0; i < tags; i++) {
        int tag = tiff.getShort() & 0xFFFF;
        tiff.position(tiff.position() + 6);
        int value = tiff.getShort() & 0xFFFF;
        tiff.position(tiff.position() + 2);
        if (tag == ORIENTATION_TAG) {
          return Orientation.of(value);
        }
      }
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException cut) {
      // A damaged tag list is no reason to refuse a picture that can be shown.
      return Orientation.UPRIGHT;
    }
    return Orientation.UPRIGHT;
  }
}
