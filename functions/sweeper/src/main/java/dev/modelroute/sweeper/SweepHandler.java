package dev.modelroute.sweeper;

import com.amazonaws.services.lambda.runtime.Context;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonWriter;
import dev.modelroute.core.upkeep.MeterStorage;
import dev.modelroute.core.upkeep.RemoveExpiredFiles;
import dev.modelroute.core.upkeep.ResendDeliveries;
import dev.modelroute.core.upkeep.ResendOutbox;
import dev.modelroute.core.upkeep.SweepExecutions;
import dev.modelroute.core.upkeep.SweepExecutions.Swept;
import dev.modelroute.core.upkeep.SweepLedger;
import dev.modelroute.core.upkeep.SweepOrphans;
import dev.modelroute.core.upkeep.SweptRows;
import dev.modelroute.wiring.JsonLog;
import dev.modelroute.wiring.ObjectGraph;
import io.micronaut.context.ApplicationContext;
import io.micronaut.function.aws.MicronautRequestStreamHandler;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Called each minute with any event; answers with counts. The steps are independent: one whose
 * store does not answer leaves the others their turn, and its own next turn comes in a minute.
 */
public final class SweepHandler extends MicronautRequestStreamHandler {
  private static final int DELIVERIES = 500;

  @Inject SweepExecutions executions;
  @Inject ResendOutbox outbox;
  @Inject ResendDeliveries deliveries;
  @Inject SweepLedger ledger;
  @Inject RemoveExpiredFiles expiredFiles;
  @Inject SweepOrphans orphans;
  @Inject MeterStorage storage;
  @Inject JsonLog log;

  /** As Lambda makes it. */
  public SweepHandler() {
    this(ObjectGraph.start());
  }

  /** Inside a process that has a context already. */
  public SweepHandler(ApplicationContext context) {
    super(context);
  }

  @Override
  protected void execute(InputStream input, OutputStream output, Context context)
      throws IOException {
    JsonObject result =
        JsonObject.builder()
            .put("executions", step("executions", this::sweepExecutions))
            .put("outbox", step("outbox", this::resendOutbox))
            .put("deliveries", step("deliveries", this::resendDeliveries))
            .put("expired_files", step("expired_files", () -> counts(expiredFiles.sweep())))
            .put("orphans", step("orphans", () -> counts(orphans.sweep())))
            .put("storage", step("storage", () -> counts(storage.sweep())))
            .put("ledger", step("ledger", this::sweepLedger))
            .build();
    log.info("sweep", Map.of("result", result.toText()));
    output.write(JsonWriter.bytes(result));
  }

  private JsonObject sweepExecutions() {
    Swept swept = executions.sweep();
    return JsonObject.builder()
        .put("restarted", swept.restarted())
        .put("expired", swept.expired())
        .put("carried_on", swept.carriedOn())
        .put("failed", swept.failed())
        .build();
  }

  private JsonObject resendOutbox() {
    ResendOutbox.Resent resent = outbox.resend();
    return JsonObject.builder().put("sent", resent.sent()).put("failed", resent.failed()).build();
  }

  private JsonObject resendDeliveries() {
    return JsonObject.builder().put("sent", deliveries.resend(DELIVERIES)).build();
  }

  private JsonObject sweepLedger() {
    SweepLedger.Swept swept = ledger.sweep(new LedgerLog(log));
    return JsonObject.builder()
        .put("accounts", swept.accounts())
        .put("entries", swept.entries())
        .put("sealed", swept.sealed())
        .put("findings", swept.findings())
        .build();
  }

  private static JsonObject counts(SweptRows swept) {
    return JsonObject.builder().put("done", swept.done()).put("failed", swept.failed()).build();
  }

  private JsonObject step(String name, Supplier<JsonObject> work) {
    try {
      return work.get();
    } catch (RuntimeException fault) {
      // The other steps must have their turn; the alarm counts this line.
      log.fault("sweep_step_failed", fault, Map.of("step", name));
      return JsonObject.builder().put("fault", true).build();
    }
  }
}
