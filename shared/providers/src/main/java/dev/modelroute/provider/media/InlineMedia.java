package dev.modelroute.provider.media;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A JSON answer with its long base64 texts taken out, so that no picture ever is a text in memory.
 *
 * @param json the answer; where a long text stood stands {@code inline:<index>}
 * @param files what was taken out
 */
// Compared nowhere: the bytes are only parsed and stored.
@SuppressWarnings("ArrayRecordComponent")
public record InlineMedia(byte[] json, List<byte[]> files) {
  private static final String PREFIX = "inline:";

  /** Shorter texts stay where they are: they cost nothing, and most are no files. */
  private static final int MIN_LENGTH = 4096;

  public InlineMedia {
    files = List.copyOf(files);
  }

  /** Takes the long base64 texts out; anything else stays as it is, malformed or not. */
  public static InlineMedia of(byte[] answer) {
    ByteArrayOutputStream json = new ByteArrayOutputStream(Math.min(answer.length, 1 << 16));
    List<byte[]> files = new ArrayList<>();
    int copied = 0;
    int at = 0;
    while (at < answer.length) {
      if (answer[at] != '"') {
        at++;
        continue;
      }
      int end = endOfText(answer, at + 1);
      Optional<byte[]> file =
          end - at > MIN_LENGTH
              ? decode(Arrays.copyOfRange(answer, at + 1, end))
              : Optional.empty();
      if (file.isPresent()) {
        json.write(answer, copied, at + 1 - copied);
        json.writeBytes((PREFIX + files.size()).getBytes(StandardCharsets.US_ASCII));
        files.add(file.get());
        copied = end;
      }
      at = end + 1;
    }
    json.write(answer, copied, answer.length - copied);
    return new InlineMedia(json.toByteArray(), files);
  }

  /** The bytes of a text of the answer; empty when it is no base64. */
  public Optional<byte[]> bytes(String text) {
    if (text.matches(PREFIX + "[0-9]{1,4}")) {
      int index = Integer.parseInt(text.substring(PREFIX.length()));
      return index < files.size() ? Optional.of(files.get(index)) : Optional.empty();
    }
    return decode(text.getBytes(StandardCharsets.UTF_8));
  }

  private static int endOfText(byte[] answer, int start) {
    int at = start;
    while (at < answer.length && answer[at] != '"') {
      at += answer[at] == '\\' ? 2 : 1;
    }
    return Math.min(at, answer.length);
  }

  private static Optional<byte[]> decode(byte[] text) {
    try {
      return Optional.of(Base64.getDecoder().decode(text)).filter(bytes -> bytes.length > 0);
    } catch (IllegalArgumentException other) {
      return Optional.empty();
    }
  }
}
