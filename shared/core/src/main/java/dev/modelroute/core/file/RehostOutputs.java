package dev.modelroute.core.file;

import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.provider.ProviderOutput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the files of a provider's result files of the organisation, and the canonical output refer
 * to them. Row read first, object written first, row written last, both under names that follow
 * from the attempt: a repeat meets its own work and gives the same answer.
 */
public final class RehostOutputs {
  private final OutputFiles outputs;

  public RehostOutputs(OutputFiles outputs) {
    this.outputs = outputs;
  }

  /**
   * @param attempt number of the attempt that answered, from 1
   * @throws StoreUnavailableException when a store, or the address of a file, does not answer now;
   *     to be repeated
   */
  public Rehosting rehost(Execution execution, int attempt, ProviderOutput output) {
    int count = output.files().size();
    if (count == 0) {
      return new Rehosting.Rehosted(output.canonical(), List.of());
    }
    Map<Integer, String> members = OutputShape.members(output.canonical());
    if (count > OutputKey.MAX_FILES) {
      return new Rehosting.Unusable("more than " + OutputKey.MAX_FILES + " files");
    }
    if (members.keySet().stream().anyMatch(index -> index < 0 || index >= count)) {
      return new Rehosting.Unusable("the output refers to a file that is not there");
    }
    Map<Integer, StoredFile> files = new HashMap<>();
    for (Map.Entry<Integer, String> member : members.entrySet()) {
      int index = member.getKey();
      OutputKey key = new OutputKey(execution.id(), attempt, index);
      switch (outputs.take(execution, key, output.files().get(index), member.getValue())) {
        case OutputFiles.Taken.Stored(StoredFile file) -> files.put(index, file);
        case OutputFiles.Taken.Unusable(String reason) -> {
          return new Rehosting.Unusable(member.getValue() + ": " + reason);
        }
      }
    }
    return new Rehosting.Rehosted(
        OutputShape.fill(output.canonical(), files), new ArrayList<>(files.values()));
  }

  /** What became of it. */
  public sealed interface Rehosting {
    /**
     * Every file is ours.
     *
     * @param output canonical, with references and facts taken from the bytes
     */
    record Rehosted(JsonObject output, List<StoredFile> files) implements Rehosting {
      public Rehosted {
        files = List.copyOf(files);
      }
    }

    /**
     * The result can't be given to anybody.
     *
     * @param reason in our words; for the operator
     */
    record Unusable(String reason) implements Rehosting {}
  }
}
