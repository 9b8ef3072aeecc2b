package dev.modelroute.provider.media;

import dev.modelroute.core.file.ImageHeader;
import dev.modelroute.core.file.MagicBytes;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.provider.ByteSource;
import dev.modelroute.core.provider.OutputFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The canonical {@code images} of pictures that came with an answer. */
public final class OutputPictures {
  private final List<Json> images = new ArrayList<>();
  private final List<OutputFile> files = new ArrayList<>();
  private final List<Long> pixels = new ArrayList<>();

  /**
   * @return false when the bytes are no picture
   */
  public boolean add(byte[] picture) {
    String type = MagicBytes.detect(picture);
    Optional<ImageHeader> header = ImageHeader.read(type, picture);
    if (!type.startsWith("image/") || header.isEmpty()) {
      return false;
    }
    images.add(
        JsonObject.builder()
            .put("file_id", "output:" + files.size())
            .put("width", header.get().width())
            .put("height", header.get().height())
            .put("content_type", type)
            .build());
    files.add(new OutputFile.Inline(ByteSource.of(picture)));
    pixels.add((long) header.get().width() * header.get().height());
    return true;
  }

  public int count() {
    return files.size();
  }

  /** Pixels of all pictures, each rounded up to whole units of so many. */
  public long pixels(long unitSize) {
    return pixels.stream().mapToLong(each -> Math.ceilDiv(each, unitSize) * unitSize).sum();
  }

  public JsonArray images() {
    return new JsonArray(images);
  }

  public List<OutputFile> files() {
    return List.copyOf(files);
  }
}
