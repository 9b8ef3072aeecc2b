package dev.modelroute.provider;

import dev.modelroute.core.catalog.Modality;
import dev.modelroute.core.catalog.Model;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.file.FileRef;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.core.provider.ByteSource;
import dev.modelroute.core.provider.InputFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** For each route of a provider the least input of its modality and a fuller one. */
public final class RouteCases {
  private RouteCases() {}

  public static List<ContractCase> of(Class<?> adapter, String provider) {
    List<ContractCase> cases = new ArrayList<>();
    for (Model model : ModelsFile.models(adapter)) {
      for (Route route : model.routes()) {
        if (route.id().provider().equals(provider)) {
          inputs(model.modality()).stream()
              .map(text -> StrictJson.trusted(text.replace("$FILE", RouteInputs.FILE)))
              .filter(input -> SchemaFaults.of(model.inputSchema(), input).isEmpty())
              .filter(input -> route.capabilities().obstacles(input).isEmpty())
              .map(input -> route.capabilities().reduce(input))
              .forEach(input -> cases.add(contractCase(model, route, input)));
        }
      }
    }
    return cases;
  }

  private static ContractCase contractCase(Model model, Route route, JsonObject input) {
    boolean recording = model.modality() == Modality.TRANSCRIPTION;
    InputFile file =
        new InputFile(
            recording ? "audio/wav" : "image/png",
            ByteSource.of(recording ? Samples.wav(16_000, 1500) : Samples.png(2, 1)),
            null);
    return new ContractCase(
        ModelsFile.Entry.of(model), route, input, Map.of(new FileRef(RouteInputs.FILE), file));
  }

  private static List<String> inputs(Modality modality) {
    return switch (modality) {
      case TEXT ->
          List.of(
              "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}",
              """
              {"messages":[{"role":"system","content":[{"type":"text","text":"Short."}]},
                {"role":"user","content":[{"type":"text","text":"What?"},
                  {"type":"image_file","file_id":"$FILE"}]}],"max_output_tokens":10}
              """);
      case IMAGE ->
          List.of(
              "{\"prompt\":\"a lighthouse\"}",
              "{\"prompt\":\"a lighthouse\",\"aspect_ratio\":\"16:9\",\"output_format\":\"png\"}");
      case IMAGE_EDIT, IMAGE_UPSCALE ->
          List.of("{\"prompt\":\"at night\",\"images\":[\"$FILE\",\"$FILE\"]}");
      case SPEECH ->
          List.of(
              "{\"text\":\"Hi\",\"voice\":\"calm\",\"output_format\":\"wav\",\"language\":\"de\"}");
      case TRANSCRIPTION -> List.of("{\"audio\":\"$FILE\",\"language\":\"en\"}");
      case EMBEDDINGS -> List.of("{\"input\":[\"a\",\"b\"],\"purpose\":\"query\"}");
      case VIDEO -> List.of("{\"prompt\":\"waves\"}");
    };
  }
}
