package dev.modelroute.core.provider;

import dev.modelroute.core.catalog.Modality;
import dev.modelroute.core.file.FileRef;
import dev.modelroute.core.json.JsonObject;
import java.util.Map;

/**
 * A checked input with its files at hand.
 *
 * @param fields the input as the caller sent it
 * @param files every file the fields refer to
 */
public record CanonicalInput(Modality modality, JsonObject fields, Map<FileRef, InputFile> files) {
  public CanonicalInput {
    files = Map.copyOf(files);
  }
}
