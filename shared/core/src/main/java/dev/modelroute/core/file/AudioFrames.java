package dev.modelroute.core.file;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Audio without a container. MP3 and AAC have a sync word of eleven and twelve bits, too little to
 * believe: the next frame must stand where the first one says it does.
 */
final class AudioFrames {
  private AudioFrames() {}

  static Optional<String> detect(Head head) {
    if (head.text(0, "fLaC") && (head.u8(4) & 0x7F) == 0 && head.u8(7) == 34) {
      return Optional.of(ContentTypes.FLAC);
    }
    if (hasTag(head) || isFollowed(head, AudioFrame::mp3)) {
      return Optional.of(ContentTypes.MP3);
    }
    return isFollowed(head, AudioFrame::aac) ? Optional.of(ContentTypes.AAC) : Optional.empty();
  }

  /** An ID3v2 tag: version 2 to 4, then a length of four bytes with the high bit clear. */
  static boolean hasTag(Head head) {
    boolean tag = head.text(0, "ID3") && head.u8(3) >= 2 && head.u8(3) <= 4 && head.u8(4) != 0xFF;
    for (int at = 6; tag && at < 10; at++) {
      tag = head.u8(at) >= 0 && head.u8(at) < 0x80;
    }
    return tag;
  }

  private static boolean isFollowed(Head head, Frames frames) {
    @Nullable AudioFrame first = frames.at(head, 0);
    return first != null
        && (first.lengthBytes() == head.length() || frames.at(head, first.lengthBytes()) != null);
  }

  private interface Frames {
    @Nullable AudioFrame at(Head head, int offset);
  }
}
