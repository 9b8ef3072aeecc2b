package dev.modelroute.core.provider;

import dev.modelroute.core.catalog.Usage;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A result in the modality's canonical shape.
 *
 * @param canonical output whose files are {@code "output:<index>"}
 * @param usage units as reported or measured; what they cost is decided by our price list
 * @param providerCost what the provider says it charged us; for the operator only, null when it
 *     does not say
 */
public record ProviderOutput(
    JsonObject canonical, List<OutputFile> files, Usage usage, @Nullable Money providerCost) {
  public ProviderOutput {
    files = List.copyOf(files);
  }

  /** This result with its files somewhere else. */
  public ProviderOutput withFiles(List<OutputFile> elsewhere) {
    return new ProviderOutput(canonical, elsewhere, usage, providerCost);
  }
}
