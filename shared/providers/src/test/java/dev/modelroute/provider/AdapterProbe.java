package dev.modelroute.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.modelroute.core.catalog.Model;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.core.provider.AttemptContext;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.core.provider.FailureAction;
import dev.modelroute.core.provider.ProviderAdapter;
import dev.modelroute.core.provider.ProviderOutput;
import dev.modelroute.core.provider.ProviderRequest;
import dev.modelroute.core.provider.ProviderResult;
import dev.modelroute.provider.http.Failures;
import dev.modelroute.provider.http.HttpTransport;
import dev.modelroute.provider.http.ProviderSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Drives one adapter against a scripted server, on the routes that ship. */
public final class AdapterProbe {
  public static final String KEY = "sk-test-0123456789";
  private static final InstantSource TIME =
      InstantSource.fixed(Instant.parse("2026-11-20T00:00:00Z"));
  private static final HttpTransport TRANSPORT = new HttpTransport();

  private final ProviderAdapter adapter;

  public AdapterProbe(ProviderAdapter adapter) {
    this.adapter = adapter;
  }

  /** How an adapter is made. */
  public interface Maker {
    ProviderAdapter make(ProviderSettings settings, HttpTransport transport, InstantSource time);
  }

  /** With its key, answering at an address. */
  public static ProviderAdapter make(Maker maker, String provider, String key, URI base) {
    Map<String, String> settings =
        Map.of(
            key,
            KEY,
            "MODELROUTE_" + provider.toUpperCase(java.util.Locale.ROOT) + "_BASE_URL",
            base.toString());
    return maker.make(new ProviderSettings(settings, null), TRANSPORT, TIME);
  }

  public ProviderAdapter adapter() {
    return adapter;
  }

  public Model model(String slug) {
    return ModelsFile.models(adapter.getClass()).stream()
        .filter(each -> each.slug().equals(slug))
        .findFirst()
        .orElseThrow();
  }

  public Route route(String slug) {
    return model(slug).routes().stream()
        .filter(each -> each.id().provider().equals(adapter.provider()))
        .findFirst()
        .orElseThrow();
  }

  public ProviderRequest translate(String slug, String input) {
    return adapter.translate(
        route(slug),
        RouteInputs.canonical(
            model(slug), StrictJson.trusted(input.replace("$FILE", RouteInputs.FILE))),
        new AttemptContext("exec:1", Duration.ofSeconds(20), null));
  }

  public ProviderOutput succeeds(String slug, String input) {
    ProviderResult result = adapter.submit(translate(slug, input));
    return assertInstanceOf(ProviderResult.Succeeded.class, result, result.toString()).output();
  }

  public AttemptFailure fails(String slug, String input) {
    ProviderResult result = adapter.submit(translate(slug, input));
    return assertInstanceOf(ProviderResult.Failed.class, result, result.toString()).failure();
  }

  /**
   * @param action X stop, F next route, R in place
   * @param flags A alarm, D in doubt, P provider account
   */
  public static void expect(
      AttemptFailure failure, ErrorCode code, String action, @Nullable String flags, String name) {
    String marks = flags == null ? "" : flags;
    FailureAction expected =
        switch (action) {
          case "X" -> FailureAction.STOP;
          case "R" -> FailureAction.RETRY_IN_PLACE;
          default -> FailureAction.NEXT_ROUTE;
        };
    assertEquals(code, failure.code(), name);
    assertEquals(expected, failure.action(), name);
    assertEquals(marks.contains("A"), failure.alarm(), name);
    assertEquals(marks.contains("D"), failure.inDoubt(), name);
    assertEquals(marks.contains("P"), failure.detail().startsWith(Failures.ACCOUNT), name);
  }
}
