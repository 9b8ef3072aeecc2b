package dev.modelroute.infra;

import java.util.Locale;
import java.util.Objects;
import software.amazon.awscdk.CfnResource;
import software.constructs.Construct;

/**
 * Logical ids that no refactoring may change. By default an id is made from the construct's path,
 * so a renamed construct would replace its resource: fatal for a table.
 */
final class PinnedId {
  private PinnedId() {}

  static void of(Construct construct, String logicalId) {
    CfnResource resource =
        (CfnResource) Objects.requireNonNull(construct.getNode().getDefaultChild());
    resource.overrideLogicalId(logicalId);
  }

  /** A definition's short name as part of an id: {@code polls} as {@code Polls}. */
  static String title(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
