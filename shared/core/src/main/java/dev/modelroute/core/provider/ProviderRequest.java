package dev.modelroute.core.provider;

import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.json.JsonObject;
import java.util.Map;

/**
 * A translated request, ready to send.
 *
 * @param operation the adapter's own word for what is called, for HTTP adapters the path
 * @param body in the provider's words
 * @param parts files sent beside the body, by the body's own names for them; an adapter may list
 *     those inside the body too
 */
public record ProviderRequest(
    Route route,
    String operation,
    JsonObject body,
    Map<String, InputFile> parts,
    AttemptContext attempt) {
  public ProviderRequest {
    parts = Map.copyOf(parts);
  }
}
