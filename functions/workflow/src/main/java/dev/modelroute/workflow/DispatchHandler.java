package dev.modelroute.workflow;

import com.amazonaws.services.lambda.runtime.Context;
import dev.modelroute.core.flow.DispatchExecution;
import dev.modelroute.core.flow.Dispatched;
import dev.modelroute.core.flow.TaskAnswers;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.wiring.FunctionWiring;
import io.micronaut.context.ApplicationContext;
import io.micronaut.function.aws.MicronautRequestStreamHandler;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * State Dispatch: {@code {"execution_id","token","attempt"}} in, {@code {}} out; the outcome goes
 * by the task's token.
 */
public final class DispatchHandler extends MicronautRequestStreamHandler {
  @Inject DispatchExecution dispatchExecution;
  @Inject TaskAnswers answers;

  /** As Lambda makes it. */
  public DispatchHandler() {
    this(FunctionWiring.start());
  }

  /** Inside a process that has a context already. */
  public DispatchHandler(ApplicationContext context) {
    super(context);
  }

  @Override
  protected void execute(InputStream input, OutputStream output, Context context)
      throws IOException {
    StateInput state = StateInput.read(input);
    try {
      Dispatched dispatched = dispatchExecution.dispatch(state.execution(), state.text("token"));
      answers.give(dispatched);
    } catch (StoreUnavailableException fault) {
      throw new TransientFault(fault);
    }
    output.write("{}".getBytes(StandardCharsets.UTF_8));
  }
}
