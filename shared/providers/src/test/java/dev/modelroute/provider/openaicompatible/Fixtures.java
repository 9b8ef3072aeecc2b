package dev.modelroute.provider.openaicompatible;

import dev.modelroute.core.catalog.Modality;
import dev.modelroute.core.catalog.Model;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.file.FileRef;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.core.provider.Adapters;
import dev.modelroute.core.provider.AttemptContext;
import dev.modelroute.core.provider.ByteSource;
import dev.modelroute.core.provider.CanonicalInput;
import dev.modelroute.core.provider.InputFile;
import dev.modelroute.core.provider.ProviderAdapter;
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
    return OpenAiCompatible.adapters(new ProviderSettings(environment, null), TRANSPORT, TIME);
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

  /** The text model with all its routes. */
  static Model textModel() {
    Map<String, String> all =
        Map.of(
            "OPENAI_API_KEY", KEY,
            "OLLAMA_HOST", "localhost",
            "MODELROUTE_VLLM_BASE_URL", "http://localhost:8000/v1");
    return catalog(adapters(all)).find("text-generation-standard").orElseThrow();
  }

  static Route route(String provider) {
    return textModel().routes().stream()
        .filter(route -> route.id().provider().equals(provider))
        .findFirst()
        .orElseGet(() -> textModel().routes().getFirst());
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
