package dev.modelroute.infra;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/** Every function, made but not yet wired. */
final class PlatformFunctions extends Construct {
  private final Map<PlatformFunction, JavaFunction> functions =
      new EnumMap<>(PlatformFunction.class);

  PlatformFunctions(Construct scope, IKey key, DeploymentSettings settings) {
    super(scope, "Functions");
    FunctionCode code = new FunctionCode(this, settings.codeRoot());
    for (PlatformFunction kind : PlatformFunction.values()) {
      // Only callers of the API wait for a cold start.
      boolean snapStart = settings.snapStart() && kind == PlatformFunction.API;
      functions.put(kind, new JavaFunction(this, kind, code.of(kind), key, snapStart));
    }
  }

  JavaFunction get(PlatformFunction kind) {
    return Objects.requireNonNull(functions.get(kind));
  }

  /** Tells every function: names are no secrets, and rights decide who may use them. */
  void tell(Map<String, String> environment) {
    functions.values().forEach(function -> function.tell(environment));
  }
}
