package dev.modelroute.provider.catalog;

import dev.modelroute.core.catalog.Catalog;
import dev.modelroute.core.catalog.Model;
import dev.modelroute.core.catalog.RouteStatus;
import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.metric.Metric;
import dev.modelroute.core.provider.Adapters;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The files that ship, with an operator's file on top: looked for once a minute, checked as a whole
 * before it counts. One that is broken, or can't be read, leaves what counted before.
 */
public final class LiveCatalog implements Catalog {
  /** How long an override may stay unnoticed. */
  public static final Duration CACHE_LIFE = Duration.ofSeconds(60);

  /** One for each override that does not count. */
  public static final Metric REFUSED = Metric.count("CatalogOverrideRefused");

  private final CatalogSources shipped;
  private final Adapters adapters;
  private final InstantSource time;
  private final OverrideSource source;
  private final Consumer<String> refused;
  private final ReentrantLock looking = new ReentrantLock();
  private volatile View view;

  /**
   * What counts now.
   *
   * @param before what counted before that
   * @param seen the version looked at last, good or not; empty = there was none
   */
  private record View(
      BundledCatalog catalog, BundledCatalog before, Optional<String> seen, Instant nextLook) {
    View seen(Optional<String> version, Instant next) {
      return new View(catalog, before, version, next);
    }

    View with(BundledCatalog other, Optional<String> version, Instant next) {
      return new View(other, catalog, version, next);
    }
  }

  /**
   * Reads nothing yet.
   *
   * @param refused hears why an override does not count, once per version; never what it says
   * @throws InvalidCatalogException when the shipped files are malformed
   */
  public LiveCatalog(
      CatalogSources shipped,
      Adapters adapters,
      InstantSource time,
      OverrideSource source,
      Consumer<String> refused) {
    this.shipped = shipped;
    this.adapters = adapters;
    this.time = time;
    this.source = source;
    this.refused = refused;
    BundledCatalog bundled = new BundledCatalog(shipped, adapters, time);
    this.view = new View(bundled, bundled, Optional.empty(), Instant.MIN);
  }

  @Override
  public Optional<Model> find(String slug) {
    return current().find(slug);
  }

  @Override
  public List<Model> published() {
    return current().published();
  }

  /** A model that was found a moment ago is checked by the catalogue it was found in. */
  @Override
  public List<FieldError> validate(Model model, JsonObject input) {
    View seen = view;
    return (seen.catalog().has(model) ? seen.catalog() : seen.before()).validate(model, input);
  }

  @Override
  public List<RouteStatus> routes() {
    return current().routes();
  }

  private BundledCatalog current() {
    Instant now = time.instant();
    boolean first = view.nextLook().equals(Instant.MIN);
    if (now.isBefore(view.nextLook())) {
      return view.catalog();
    }
    // The first look is waited for; later ones hold up nobody but who makes them.
    if (first) {
      looking.lock();
    } else if (!looking.tryLock()) {
      return view.catalog();
    }
    try {
      if (!now.isBefore(view.nextLook())) {
        look(now);
      }
    } finally {
      looking.unlock();
    }
    return view.catalog();
  }

  private void look(Instant now) {
    Instant next = now.plus(CACHE_LIFE);
    try {
      Optional<String> version = source.version();
      if (version.equals(view.seen())) {
        view = view.seen(version, next);
        return;
      }
      // Noted before it is read: a broken one is told once and not read again.
      view = view.seen(version, next);
      view = view.with(read(version), version, next);
    } catch (InvalidCatalogException broken) {
      refused.accept(String.valueOf(broken.getMessage()));
    } catch (IOException | StoreUnavailableException unreadable) {
      view = view.seen(Optional.of("unreadable"), next);
      refused.accept("the override can't be read now");
    }
  }

  private BundledCatalog read(Optional<String> version) throws IOException {
    if (version.isEmpty()) {
      return new BundledCatalog(shipped, adapters, time);
    }
    byte[] content = source.read();
    if (content.length > OverrideSource.MAX_BYTES) {
      throw new InvalidCatalogException("override", "is over " + OverrideSource.MAX_BYTES);
    }
    return new BundledCatalog(shipped.overriddenBy(content), adapters, time);
  }
}
