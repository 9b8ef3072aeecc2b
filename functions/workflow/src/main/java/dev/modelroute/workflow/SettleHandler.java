package dev.modelroute.workflow;

import com.amazonaws.services.lambda.runtime.Context;
import dev.modelroute.core.flow.SettleExecution;
import dev.modelroute.core.flow.Settled;
import dev.modelroute.wiring.FunctionWiring;
import dev.modelroute.wiring.JsonLog;
import io.micronaut.context.ApplicationContext;
import io.micronaut.function.aws.MicronautRequestStreamHandler;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * State Settle: {@code {"execution_id"}} in, {@code {}} out; throws {@link OutputUnusable} for a
 * result nobody can use.
 */
public final class SettleHandler extends MicronautRequestStreamHandler {
  @Inject SettleExecution settleExecution;
  @Inject JsonLog log;

  /** As Lambda makes it. */
  public SettleHandler() {
    this(FunctionWiring.start());
  }

  /** Inside a process that has a context already. */
  public SettleHandler(ApplicationContext context) {
    super(context);
  }

  @Override
  protected void execute(InputStream input, OutputStream output, Context context)
      throws IOException {
    StateInput state = StateInput.read(input);
    if (settleExecution.settle(state.execution()) instanceof Settled.Unusable(String reason)) {
      log.error(
          "output_unusable", Map.of("execution_id", state.execution().value(), "reason", reason));
      throw new OutputUnusable();
    }
    output.write("{}".getBytes(StandardCharsets.UTF_8));
  }
}
