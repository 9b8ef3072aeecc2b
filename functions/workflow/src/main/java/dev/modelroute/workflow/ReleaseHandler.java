package dev.modelroute.workflow;

import com.amazonaws.services.lambda.runtime.Context;
import dev.modelroute.core.flow.ReleaseCause;
import dev.modelroute.core.flow.ReleaseExecution;
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

/** State Release: {@code {"execution_id","error"}} in, {@code {}} out. */
public final class ReleaseHandler extends MicronautRequestStreamHandler {
  @Inject ReleaseExecution releaseExecution;
  @Inject JsonLog log;

  /** As Lambda makes it. */
  public ReleaseHandler() {
    this(FunctionWiring.start());
  }

  /** Inside a process that has a context already. */
  public ReleaseHandler(ApplicationContext context) {
    super(context);
  }

  @Override
  protected void execute(InputStream input, OutputStream output, Context context)
      throws IOException {
    StateInput state = StateInput.read(input);
    ReleaseCause cause = ReleaseCause.of(state.text("error"), OutputUnusable.class.getName());
    if (cause == ReleaseCause.FAULT) {
      log.error(
          "machine_fault",
          Map.of("execution_id", state.execution().value(), "error", state.text("error")));
    }
    releaseExecution.release(state.execution(), cause);
    output.write("{}".getBytes(StandardCharsets.UTF_8));
  }
}
