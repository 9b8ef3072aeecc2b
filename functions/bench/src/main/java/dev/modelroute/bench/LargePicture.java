package dev.modelroute.bench;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/**
 * A valid PNG of any size: a few grey pixels, and behind them a private chunk that decoders skip.
 */
final class LargePicture {
  private static final int SIDE = 16;
  private static final int CHUNK_FRAME = 12;
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  private LargePicture() {}

  static void write(Path file, int size) throws IOException {
    byte[] header =
        ByteBuffer.allocate(13).putInt(SIDE).putInt(SIDE).put((byte) 8).putInt(0).array();
    byte[] pixels = pixels();
    int filling = size - SIGNATURE.length - header.length - pixels.length - 4 * CHUNK_FRAME;
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.write(SIGNATURE);
      chunk(out, "IHDR", header);
      chunk(out, "IDAT", pixels);
      chunk(out, "prVt", new byte[filling]);
      chunk(out, "IEND", new byte[0]);
    }
  }

  private static byte[] pixels() throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (DeflaterOutputStream rows = new DeflaterOutputStream(compressed)) {
      // Each row begins with its filter: none.
      rows.write(new byte[SIDE * (SIDE + 1)]);
    }
    return compressed.toByteArray();
  }

  private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 check = new CRC32();
    check.update(name);
    check.update(data);
    out.writeInt(data.length);
    out.write(name);
    out.write(data);
    out.writeInt((int) check.getValue());
  }
}
