package dev.modelroute.core.catalog;

import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** The models on offer, as data. */
public interface Catalog {

  /** A published model; empty when there is none by this slug or no route of it is eligible. */
  Optional<Model> find(String slug);

  /** All published models by slug. */
  List<Model> published();

  /**
   * What is wrong with an input under the model's schema; fields are paths that start with {@code
   * input}.
   */
  List<FieldError> validate(Model model, JsonObject input);

  /** Every route there is, by slug, those that can't run too; for the operator alone. */
  List<RouteStatus> routes();
}
