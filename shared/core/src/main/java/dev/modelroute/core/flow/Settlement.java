package dev.modelroute.core.flow;

import dev.modelroute.core.catalog.Usage;
import dev.modelroute.core.execution.Attempt;
import dev.modelroute.core.execution.AttemptOutcome;
import dev.modelroute.core.execution.Ending;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.file.RehostOutputs;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.provider.ProviderOutput;
import java.util.Optional;

/** Turns a recorded result into a settled execution: files into our bucket, price, resolve. */
public final class Settlement {
  private final RehostOutputs rehosting;
  private final Resolver resolver;

  public Settlement(RehostOutputs rehosting, Resolver resolver) {
    this.rehosting = rehosting;
    this.resolver = resolver;
  }

  /**
   * @param attempt one that succeeded
   */
  Settled settle(Execution execution, Attempt attempt) {
    if (!(attempt.outcome() instanceof AttemptOutcome.Succeeded(ProviderOutput output))) {
      throw new IllegalArgumentException("only a result can be settled");
    }
    return switch (rehosting.rehost(execution, attempt.number(), output)) {
      case RehostOutputs.Rehosting.Unusable(String reason) -> new Settled.Unusable(reason);
      case RehostOutputs.Rehosting.Rehosted(JsonObject canonical, var ignored) ->
          cost(execution, attempt, output.usage())
              .<Settled>map(cost -> complete(execution, canonical, cost))
              .orElseGet(() -> new Settled.Unusable("the reported usage is out of range"));
    };
  }

  private Settled complete(Execution execution, JsonObject output, Money cost) {
    return new Settled.Done(resolver.resolve(execution, new Ending.Completed(output, cost)));
  }

  private static Optional<Money> cost(Execution execution, Attempt attempt, Usage usage) {
    try {
      return Optional.of(execution.request().quote().of(attempt.route()).cost(usage));
    } catch (ArithmeticException outOfRange) {
      return Optional.empty();
    }
  }
}
