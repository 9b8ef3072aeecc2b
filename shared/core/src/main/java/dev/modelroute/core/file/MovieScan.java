package dev.modelroute.core.file;

import java.time.Duration;
import java.util.Optional;

/**
 * ISO base media and QuickTime: walks from box to box as the bytes pass, since the one that tells
 * the duration may stand before the data or after them.
 */
final class MovieScan implements DurationScan {
  /** Most boxes walked through; a fragmented film has two for each fragment. */
  private static final int MAX_BOXES = 10_000;

  private static final int SHORT_HEADER = 8;
  private static final int LONG_HEADER = 16;

  /** The header of {@code mvhd} and its fields up to the duration. */
  private static final int MOVIE_HEADER = 8 + 32;

  private final byte[] window = new byte[LONG_HEADER + MOVIE_HEADER];
  private int filled;
  private int needed = SHORT_HEADER;

  /** Where in the file the window begins: at a box. */
  private long boxAt;

  /** Where in the file the next bytes stand. */
  private long position;

  private int boxes;
  private boolean over;
  private Optional<Duration> found = Optional.empty();

  @Override
  public void accept(byte[] buffer, int length) {
    long end = position + length;
    while (!over && boxAt + filled < end) {
      long from = boxAt + filled;
      int count = (int) Math.min(needed - filled, end - from);
      System.arraycopy(buffer, (int) (from - position), window, filled, count);
      filled += count;
      if (filled == needed) {
        read(new Head(window));
      }
    }
    position = end;
  }

  /** The window is full: more of the same box is wanted, or it is passed over, or it is the one. */
  private void read(Head head) {
    boolean wide = head.u32(0) == 1;
    int header = wide ? LONG_HEADER : SHORT_HEADER;
    boolean movie = head.tag(4).equals("moov");
    int wanted = header + (movie ? MOVIE_HEADER : 0);
    if (needed < wanted) {
      needed = wanted;
    } else if (movie) {
      found = movieHeader(head, header);
      over = true;
    } else {
      pass(wide ? head.u32(8) << 32 | head.u32(12) : head.u32(0), header);
    }
  }

  private void pass(long size, int header) {
    boxes++;
    // Size 0 is "to the end of the file"; a negative one wrapped around.
    over = size < header || boxes == MAX_BOXES || boxAt + size < 0;
    boxAt += size;
    filled = 0;
    needed = SHORT_HEADER;
  }

  private static Optional<Duration> movieHeader(Head head, int at) {
    if (!head.tag(at + 4).equals("mvhd")) {
      return Optional.empty();
    }
    boolean wide = head.u8(at + 8) == 1;
    int scaleAt = at + (wide ? 28 : 20);
    double low = (double) head.u32(scaleAt + (wide ? 8 : 4));
    double units = wide ? (double) head.u32(scaleAt + 4) * 0x1p32 + low : low;
    return DurationScan.of(units, head.u32(scaleAt));
  }

  @Override
  public Optional<Duration> duration(byte[] head, long sizeBytes) {
    return found;
  }
}
