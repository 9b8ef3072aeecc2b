package dev.modelroute.provider;

import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.file.FileRef;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.provider.CanonicalInput;
import dev.modelroute.core.provider.InputFile;
import java.util.Map;

/** An input that a route turns into a result. */
public record ContractCase(
    ModelsFile.Entry model, Route route, JsonObject fields, Map<FileRef, InputFile> files) {

  CanonicalInput input() {
    return new CanonicalInput(model.modality(), fields, files);
  }

  CanonicalInput inputWith(JsonObject otherFields) {
    return new CanonicalInput(model.modality(), otherFields, files);
  }

  @Override
  public String toString() {
    return model.slug() + " on " + route.id().text() + " " + fields.toText();
  }
}
