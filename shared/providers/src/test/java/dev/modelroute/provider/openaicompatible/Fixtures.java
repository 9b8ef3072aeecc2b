package dev.modelroute.provider.openaicompatible;

import dev.modelroute.core.catalog.Modality;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.file.FileRef;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.core.provider.Adapters;
import dev.modelroute.core.provider.AttemptContext;
import dev.modelroute.core.provider.ByteSource;
import dev.modelroute.core.provider.CanonicalInput;
import dev.modelroute.core.provider.InputFile;
import dev.modelroute.core.provider.ProviderAdapter;
import dev.modelroute.provider.ModelsFile;
import dev.modelroute.provider.catalog.BundledCatalog;
import dev.modelroute.provider.catalog.CatalogSources;
import dev.modelroute.provider.http.HttpTransport;
import dev.modelroute.provider.http.ProviderSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** What the tests of this package share: settings, the real catalogue and its text model. */
final class Fixtures {
  static final InstantSource TIME = InstantSource.fixed(Instant.parse("2026-11-20T00:00:00Z"));
  static final String FILE = "file_0192e0a0-0000-7000-8000-000000000000";
  static final String KEY = "sk-test-0123456789";
  static final HttpTransport TRANSPORT = new HttpTransport();

  private Fixtures() {}

  static List<ProviderAdapter> adapters(Map<String, String> environment) {
    return new OpenAiCompatible(new ProviderSettings(environment, null), TRANSPORT, TIME)
        .adapters();
  }

  static ProviderAdapter adapter(String name, Map<String, String> environment) {
    return adapters(environment).stream()
        .filter(adapter -> adapter.provider().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** One provider with its key, answering at an address. */
  static ProviderAdapter adapter(String name, URI base) {
    Profile profile =
        Profile.all().stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
    return adapter(
        name, Map.of(profile.keySetting(), KEY, profile.baseUrlSetting(), base.toString()));
  }

  static BundledCatalog catalog(List<ProviderAdapter> adapters) {
    return new BundledCatalog(
        CatalogSources.besideAdapters(adapters), new Adapters(adapters), TIME);
  }

  /** A text route of the provider, the plainest if there are more; OpenAI's where it has none. */
  static Route route(String provider) {
    List<Route> routes =
        ModelsFile.models(OpenAiCompatible.class).stream()
            .filter(model -> model.modality() == Modality.TEXT)
            .filter(model -> !model.slug().matches("text-generation-(fast|max|pro)"))
            .flatMap(model -> model.routes().stream())
            .toList();
    return routes.stream()
        .filter(route -> route.id().provider().equals(provider))
        .findFirst()
        .orElseGet(() -> routes.getLast());
  }

  static CanonicalInput input(String json) {
    return new CanonicalInput(
        Modality.TEXT,
        StrictJson.trusted(json.replace("$FILE", FILE)),
        Map.of(
            new FileRef(FILE),
            new InputFile("image/png", ByteSource.of(new byte[] {1, 2, 3}), null)));
  }

  static AttemptContext attempt() {
    return new AttemptContext("exec:1", Duration.ofSeconds(20), null);
  }
}
