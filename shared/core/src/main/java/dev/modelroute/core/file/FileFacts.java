package dev.modelroute.core.file;

import dev.modelroute.core.provider.ByteSource;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the bytes of a file say of themselves, found in one pass over them; no more than the head
 * and one buffer is ever in memory.
 *
 * @param sha256 lower-case hex
 * @param width pixels, for images whose header says so
 * @param duration of sound and film whose headers say so
 */
public record FileFacts(
    String contentType,
    long sizeBytes,
    String sha256,
    @Nullable Integer width,
    @Nullable Integer height,
    @Nullable Duration duration) {
  private static final int BUFFER_BYTES = 64 * 1024;

  public static FileFacts of(ByteSource source) throws IOException {
    try (InputStream stream = source.open()) {
      return read(stream);
    }
  }

  /** Reads to the end; the caller closes. */
  public static FileFacts read(InputStream stream) throws IOException {
    MessageDigest digest = newDigest();
    byte[] head = stream.readNBytes(ImageHeader.HEAD_BYTES);
    digest.update(head);
    String type = MagicBytes.detect(head);
    DurationScan scan = DurationScan.of(type);
    scan.accept(head, head.length);
    long size = head.length;
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
      digest.update(buffer, 0, read);
      scan.accept(buffer, read);
      size += read;
    }
    Optional<ImageHeader> image = ImageHeader.read(type, head);
    return new FileFacts(
        type,
        size,
        HexFormat.of().formatHex(digest.digest()),
        image.map(ImageHeader::width).orElse(null),
        image.map(ImageHeader::height).orElse(null),
        scan.duration(head, size).orElse(null));
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
