package dev.modelroute.provider.catalog;

import dev.modelroute.core.catalog.Model;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.catalog.RouteId;
import dev.modelroute.core.json.CanonicalJson;
import dev.modelroute.provider.catalog.CatalogSources.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes one catalogue of many files. Files that ship may add routes to each other's models and must
 * not contradict each other; an override replaces what it names.
 */
final class ModelMerge {
  private final Map<String, Model> models = new TreeMap<>();
  private final ModelReader reader = new ModelReader();

  private ModelMerge() {}

  /**
   * @return by slug
   * @throws InvalidCatalogException when a file is malformed, or two contradict each other
   */
  static Map<String, Model> of(CatalogSources sources) {
    ModelMerge merge = new ModelMerge();
    List<ModelReader.Contents> read = new ArrayList<>();
    for (Source source : sources.sources()) {
      ModelReader.Contents contents = merge.reader.read(source.name(), source.content());
      merge.addModels(source, contents.models());
      read.add(contents);
    }
    // Routes last: a file may offer one for a model of a later file.
    for (int i = 0; i < read.size(); i++) {
      merge.addRoutes(sources.sources().get(i), read.get(i));
    }
    return merge.models;
  }

  private void addModels(Source source, List<Model> added) {
    Set<String> slugs = new HashSet<>();
    for (Model model : added) {
      if (source.override() && !slugs.add(model.slug())) {
        throw new InvalidCatalogException(source.name(), "defines " + model.slug() + " twice");
      }
      distinct(source, model);
      @Nullable Model earlier = models.get(model.slug());
      models.put(model.slug(), earlier == null ? model : merged(source, earlier, model));
    }
  }

  private static Model merged(Source source, Model earlier, Model model) {
    if (source.override()) {
      return model.withRoutes(replaced(earlier.routes(), model.routes()));
    }
    if (!sameContract(earlier, model)) {
      throw new InvalidCatalogException(
          source.name(), "defines " + model.slug() + " again, with another schema or modality");
    }
    List<Route> routes = new ArrayList<>(earlier.routes());
    routes.addAll(model.routes());
    return distinct(source, earlier.withRoutes(routes));
  }

  private void addRoutes(Source source, ModelReader.Contents contents) {
    Set<String> seen = new HashSet<>();
    for (ModelReader.Offer offer : contents.routes()) {
      Model model = model(offer.path(), offer.slug());
      if (!seen.add(offer.slug() + " " + offer.route().id().text())) {
        throw twice(source, offer.slug(), offer.route().id());
      }
      List<Route> routes = new ArrayList<>(model.routes());
      if (source.override()) {
        routes = replaced(routes, List.of(offer.route()));
      } else {
        routes.add(offer.route());
      }
      models.put(offer.slug(), distinct(source, model.withRoutes(routes)));
    }
    for (ModelReader.Withdrawal gone : contents.withdrawn()) {
      Model model = model(gone.path(), gone.slug());
      models.put(
          gone.slug(),
          model.withRoutes(
              model.routes().stream().filter(each -> !each.id().equals(gone.route())).toList()));
    }
  }

  private Model model(String path, String slug) {
    @Nullable Model model = models.get(slug);
    if (model == null) {
      throw new InvalidCatalogException(path + ".slug", "names no model of the catalogue");
    }
    return model;
  }

  /** The routes with others of the same name in their places, and new ones at the end. */
  private static List<Route> replaced(List<Route> routes, List<Route> others) {
    List<Route> result = new ArrayList<>();
    for (Route route : routes) {
      result.add(
          others.stream().filter(other -> other.id().equals(route.id())).findFirst().orElse(route));
    }
    others.stream()
        .filter(other -> routes.stream().noneMatch(route -> route.id().equals(other.id())))
        .forEach(result::add);
    return result;
  }

  private static Model distinct(Source source, Model model) {
    Set<RouteId> seen = new HashSet<>();
    for (Route route : model.routes()) {
      if (!seen.add(route.id())) {
        throw twice(source, model.slug(), route.id());
      }
    }
    return model;
  }

  private static InvalidCatalogException twice(Source source, String slug, RouteId route) {
    return new InvalidCatalogException(
        source.name(), slug + " has the route " + route.text() + " twice");
  }

  private static boolean sameContract(Model left, Model right) {
    return left.modality() == right.modality()
        && left.simulated() == right.simulated()
        && CanonicalJson.of(left.inputSchema()).equals(CanonicalJson.of(right.inputSchema()))
        && CanonicalJson.of(left.outputSchema()).equals(CanonicalJson.of(right.outputSchema()));
  }
}
