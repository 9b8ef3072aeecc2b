package dev.modelroute.provider.simulator;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The smallest MP4 (ISO/IEC 14496-12 and -14) that plays: one video track, one chunk, every sample
 * a JPEG (object type 0x6C).
 *
 * @param framesPerSecond also the track's time scale: a frame lasts one tick
 */
record Mp4File(int width, int height, int framesPerSecond) {
  private static final int MILLIS = 1000;
  private static final int SHOWN = 3;
  private static final int JPEG = 0x6C;
  private static final int[] UPRIGHT = {0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000};

  byte[] write(List<byte[]> frames) {
    byte[] type = box("ftyp", ascii("isom"), ints(0x200), ascii("isomiso2mp41"));
    byte[] data = box("mdat", frames.toArray(byte[][]::new));
    return join(type, data, movie(frames, type.length + 8));
  }

  private byte[] movie(List<byte[]> frames, int dataOffset) {
    int millis = frames.size() * MILLIS / framesPerSecond;
    byte[] header =
        box(
            "mvhd",
            ints(0, 0, 0, MILLIS, millis, 0x10000, 0x1000000, 0, 0),
            ints(UPRIGHT),
            ints(0, 0, 0, 0, 0, 0, 2));
    byte[] trackHeader =
        box(
            "tkhd",
            ints(SHOWN, 0, 0, 1, 0, millis, 0, 0, 0, 0),
            ints(UPRIGHT),
            ints(width << 16, height << 16));
    byte[] media =
        box(
            "mdia",
            box("mdhd", ints(0, 0, 0, framesPerSecond, frames.size(), 0x55C40000)),
            box("hdlr", ints(0, 0), ascii("vide"), ints(0, 0, 0), ascii("video\0")),
            mediaInformation(frames, dataOffset));
    return box("moov", header, box("trak", trackHeader, media));
  }

  private byte[] mediaInformation(List<byte[]> frames, int dataOffset) {
    int[] sizes = frames.stream().mapToInt(frame -> frame.length).toArray();
    byte[] samples =
        box(
            "stbl",
            box("stsd", ints(0, 1), sampleEntry()),
            box("stts", ints(0, 1, frames.size(), 1)),
            box("stsc", ints(0, 1, 1, frames.size(), 1)),
            box("stsz", ints(0, 0, frames.size()), ints(sizes)),
            box("stco", ints(0, 1, dataOffset)));
    byte[] here = box("dref", ints(0, 1), box("url ", ints(1)));
    return box("minf", box("vmhd", ints(1, 0, 0)), box("dinf", here), samples);
  }

  private byte[] sampleEntry() {
    ByteBuffer fields = ByteBuffer.allocate(78);
    fields.position(7);
    fields.put((byte) 1);
    fields.position(24);
    fields.putShort((short) width).putShort((short) height).putInt(72 << 16).putInt(72 << 16);
    fields.position(40);
    fields.putShort((short) 1);
    fields.position(74);
    fields.putShort((short) 24).putShort((short) -1);
    return box("mp4v", fields.array(), box("esds", ints(0), streamDescriptor()));
  }

  /** Tags of ISO/IEC 14496-1: stream 3, decoder 4, synchronisation 6. */
  private static byte[] streamDescriptor() {
    byte[] decoder = {4, 13, JPEG, 0x11, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    byte[] sync = {6, 1, 2};
    byte[] head = {3, (byte) (3 + decoder.length + sync.length), 0, 1, 0};
    return join(head, decoder, sync);
  }

  private static byte[] box(String type, byte[]... content) {
    byte[] body = join(content);
    return join(ints(8 + body.length), ascii(type), body);
  }

  private static byte[] ints(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 4);
    for (int value : values) {
      bytes.putInt(value);
    }
    return bytes.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }
}
