package dev.modelroute.provider.catalog;

import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.MalformedJsonException;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.core.provider.ProviderAdapter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The catalogue files to read, in order: routes of an earlier file are preferred. */
public record CatalogSources(List<Source> sources) {
  private static final String FILE = "models.json";

  public CatalogSources {
    sources = List.copyOf(sources);
  }

  /**
   * One catalogue file.
   *
   * @param name for messages
   * @param override whether it may replace what files before it say
   */
  public record Source(String name, JsonObject content, boolean override) {}

  /** The models that ship, and the {@code models.json} beside each adapter's class. */
  public static CatalogSources besideAdapters(Collection<? extends ProviderAdapter> adapters) {
    return beside(
        adapters.stream()
            .map(Object::getClass)
            .collect(Collectors.toCollection(LinkedHashSet::new)));
  }

  /**
   * The models that ship, and the {@code models.json} beside each class, once per package; a class
   * without one adds nothing.
   */
  public static CatalogSources beside(Collection<Class<?>> adapters) {
    List<Class<?>> anchors = new ArrayList<>();
    anchors.add(CatalogSources.class);
    anchors.addAll(adapters);
    List<Source> sources = new ArrayList<>();
    Set<String> packages = new LinkedHashSet<>();
    for (Class<?> anchor : anchors) {
      try (InputStream file = anchor.getResourceAsStream(FILE)) {
        if (file != null && packages.add(anchor.getPackageName())) {
          sources.add(parse(anchor.getPackageName() + "/" + FILE, file.readAllBytes()));
        }
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
    return new CatalogSources(sources);
  }

  /**
   * These files and an operator's on top.
   *
   * @throws InvalidCatalogException when it is no JSON object
   */
  public CatalogSources overriddenBy(byte[] utf8) {
    List<Source> all = new ArrayList<>(sources);
    all.add(new Source("override", parse("override", utf8).content(), true));
    return new CatalogSources(all);
  }

  /**
   * A catalogue file from its bytes.
   *
   * @throws InvalidCatalogException when they are no JSON object
   */
  public static Source parse(String name, byte[] utf8) {
    try {
      return new Source(name, StrictJson.parseObject(utf8), false);
    } catch (MalformedJsonException malformed) {
      throw new InvalidCatalogException(name, "is no JSON object");
    }
  }
}
