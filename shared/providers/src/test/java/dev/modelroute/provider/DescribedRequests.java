package dev.modelroute.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.modelroute.core.catalog.Model;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.core.provider.Adapters;
import dev.modelroute.core.provider.AttemptContext;
import dev.modelroute.core.provider.ProviderAdapter;
import dev.modelroute.core.provider.ProviderRequest;
import dev.modelroute.provider.catalog.BundledCatalog;
import dev.modelroute.provider.catalog.CatalogSources;
import dev.modelroute.provider.media.InlineFiles;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * Every body that an adapter can build of canonical inputs, against what the provider publishes:
 * valid, and without a field, at any depth, that the description does not list.
 */
public final class DescribedRequests {
  private static final long SEED = 20261120;
  private static final int INPUTS = 1000;
  private static final AttemptContext ATTEMPT =
      new AttemptContext("exec:1", Duration.ofSeconds(20), null);

  private DescribedRequests() {}

  /** Runs the inputs through one route; a form is checked as the object of its parts. */
  public static void check(
      ProviderAdapter adapter, String slug, String model, PublishedDescription description) {
    BundledCatalog catalog =
        new BundledCatalog(
            CatalogSources.besideAdapters(List.of(adapter)),
            new Adapters(List.of(adapter)),
            InstantSource.fixed(Instant.parse("2026-11-20T00:00:00Z")));
    Model found =
        catalog.models().stream().filter(m -> m.slug().equals(slug)).findFirst().orElseThrow();
    Route route =
        found.routes().stream()
            .filter(each -> each.id().provider().equals(adapter.provider()))
            .filter(each -> each.id().model().equals(model))
            .findFirst()
            .orElseThrow();
    RouteInputs inputs =
        new RouteInputs(
            found, route, input -> catalog.validate(found, input).isEmpty(), new Random(SEED));
    for (int i = 0; i < INPUTS; i++) {
      JsonObject input = inputs.next();
      ProviderRequest request =
          adapter.translate(route, RouteInputs.canonical(found, input), ATTEMPT);
      List<String> faults = description.faults(body(request));
      String name = "seed " + SEED + " input " + i + " " + abbreviated(input);
      assertEquals(List.of(), faults, name);
    }
  }

  /** A body that must not pass: a schema that does not compile would let everything through. */
  public static void refused(PublishedDescription description, String body) {
    assertFalse(description.faults(StrictJson.trusted(body)).isEmpty(), body);
  }

  /** A form's parts under their own names: those of a list are a list, files are texts. */
  private static JsonObject body(ProviderRequest request) {
    JsonObject body = request.body();
    Map<String, List<Json>> files = new TreeMap<>();
    for (String key : request.parts().keySet()) {
      if (InlineFiles.isHeld(key)) {
        continue;
      }
      files.computeIfAbsent(key.split("#", 2)[0], k -> new ArrayList<>()).add(Json.of("bytes"));
    }
    for (Map.Entry<String, List<Json>> file : files.entrySet()) {
      Optional<String> list =
          Optional.of(file.getKey())
              .filter(name -> name.endsWith("[]"))
              .map(name -> name.substring(0, name.length() - 2));
      body =
          body.with(
              list.orElse(file.getKey()),
              list.isPresent() ? new JsonArray(file.getValue()) : file.getValue().getFirst());
    }
    return body;
  }

  private static String abbreviated(JsonObject input) {
    String text = input.toText();
    return text.substring(0, Math.min(600, text.length()));
  }
}
