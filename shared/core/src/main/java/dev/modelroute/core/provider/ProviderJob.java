package dev.modelroute.core.provider;

import dev.modelroute.core.catalog.RouteId;
import dev.modelroute.core.json.JsonObject;

/**
 * A job a provider accepted.
 *
 * @param id the provider's name for it
 * @param state what the adapter needs to ask again (poll, result and cancel addresses); at most 8
 *     KiB as JSON
 */
public record ProviderJob(RouteId route, String id, JsonObject state) {}
