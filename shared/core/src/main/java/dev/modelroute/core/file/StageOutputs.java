package dev.modelroute.core.file;

import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.provider.ByteSource;
import dev.modelroute.core.provider.OutputFile;
import dev.modelroute.core.provider.ProviderOutput;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the bytes that came with a provider's answer into our bucket at once, so that only keys
 * travel on. They get a row, a type and an owner when {@link RehostOutputs} comes by.
 */
public final class StageOutputs {
  private final ObjectStore objects;

  public StageOutputs(ObjectStore objects) {
    this.objects = objects;
  }

  /**
   * @param attempt number of the attempt that answered, from 1
   */
  public Staging stage(ExecutionId execution, int attempt, ProviderOutput output) {
    List<OutputFile> files = output.files();
    if (files.size() > OutputKey.MAX_FILES) {
      return new Staging.Unusable("more than " + OutputKey.MAX_FILES + " files");
    }
    if (files.stream().anyMatch(StageOutputs::isTooLarge)) {
      return new Staging.Unusable("a file over " + StoredFile.MAX_BYTES + " bytes");
    }
    List<OutputFile> staged = new ArrayList<>();
    for (int index = 0; index < files.size(); index++) {
      staged.add(stage(new OutputKey(execution, attempt, index), files.get(index)));
    }
    return new Staging.Staged(output.withFiles(staged));
  }

  private static boolean isTooLarge(OutputFile file) {
    return file instanceof OutputFile.Inline(ByteSource content)
        && content.length() > StoredFile.MAX_BYTES;
  }

  private OutputFile stage(OutputKey key, OutputFile file) {
    return switch (file) {
      case OutputFile.Inline(ByteSource content) -> {
        objects.put(key.objectKey(), content);
        yield new OutputFile.Staged(key.objectKey());
      }
      case OutputFile.Remote remote -> remote;
      case OutputFile.Staged done -> done;
    };
  }

  /** What became of it. */
  public sealed interface Staging {
    /** No file of this result holds bytes any more. */
    record Staged(ProviderOutput output) implements Staging {}

    /**
     * Nothing was stored.
     *
     * @param reason in our words; for the operator
     */
    record Unusable(String reason) implements Staging {}
  }
}
