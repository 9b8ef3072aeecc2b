package dev.modelroute.provider.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.catalog.Model;
import dev.modelroute.core.catalog.RouteStatus;
import dev.modelroute.core.provider.Adapters;
import dev.modelroute.core.provider.ProviderAdapter;
import dev.modelroute.core.provider.Router;
import dev.modelroute.provider.ContractCase;
import dev.modelroute.provider.ProviderContract;
import dev.modelroute.provider.RouteCases;
import dev.modelroute.provider.Shipped;
import dev.modelroute.provider.catalog.BundledCatalog;
import dev.modelroute.provider.catalog.CatalogSources;
import dev.modelroute.provider.http.ScriptedServer;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A provider is one folder: found, routed, and held to the contract, and nothing else changes. */
class PaperAdapterTest extends ProviderContract {
  private ScriptedServer server;
  private Adapters adapters;

  @BeforeEach
  void start() throws IOException {
    server =
        new ScriptedServer()
            .otherwise(
                ScriptedServer.answer(
                    200, Map.of("Content-Type", "application/json"), "{\"text\":\"words\"}"));
    adapters =
        new Adapters(
            Shipped.found(
                Map.of(
                    "PAPER_API_KEY",
                    "paper-key-0123456789",
                    "MODELROUTE_PAPER_BASE_URL",
                    server.address("").toString())));
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Override
  protected ProviderAdapter adapter() {
    return adapters.all().stream()
        .filter(each -> each.provider().equals("paper"))
        .findFirst()
        .orElseThrow();
  }

  @Override
  protected List<ContractCase> cases() {
    return RouteCases.of(PaperAdapter.class, "paper");
  }

  @Test
  void it_is_found_without_being_named_anywhere() {
    assertEquals(PaperAdapter.class, adapter().getClass());
    assertTrue(adapters.all().size() > 10, "among all the others");
  }

  @Test
  void its_own_model_is_published_and_routed_to_it() {
    Model model = catalog().find("paper-notes").orElseThrow();

    assertEquals(
        Optional.of("paper/sheet"),
        new Router(adapters).next(model, List.of()).map(route -> route.id().text()));
  }

  @Test
  void it_serves_a_model_that_others_serve_too() {
    Model model = catalog().find("text-generation-fast").orElseThrow();

    assertEquals(
        List.of("paper/sheet"), model.routes().stream().map(route -> route.id().text()).toList());
    assertTrue(
        catalog().routes().stream()
            .filter(route -> route.model().equals("text-generation-fast"))
            .anyMatch(route -> route.state() == RouteStatus.State.NOT_CONFIGURED));
  }

  private BundledCatalog catalog() {
    return new BundledCatalog(
        CatalogSources.besideAdapters(adapters.all()),
        adapters,
        InstantSource.fixed(Instant.parse("2026-11-20T00:00:00Z")));
  }
}
