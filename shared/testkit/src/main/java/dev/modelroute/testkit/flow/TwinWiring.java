package dev.modelroute.testkit.flow;

import dev.modelroute.core.execution.AttemptStore;
import dev.modelroute.core.execution.ExecutionJson;
import dev.modelroute.core.execution.ExecutionStore;
import dev.modelroute.core.file.FileLife;
import dev.modelroute.core.file.FileStore;
import dev.modelroute.core.file.InputFiles;
import dev.modelroute.core.file.ObjectStore;
import dev.modelroute.core.file.ObjectStores;
import dev.modelroute.core.file.OutputFiles;
import dev.modelroute.core.file.RehostOutputs;
import dev.modelroute.core.file.StageOutputs;
import dev.modelroute.core.flow.AcceptCallback;
import dev.modelroute.core.flow.AttemptPlans;
import dev.modelroute.core.flow.AttemptResults;
import dev.modelroute.core.flow.AttemptRun;
import dev.modelroute.core.flow.CancelExecution;
import dev.modelroute.core.flow.DispatchExecution;
import dev.modelroute.core.flow.EventHandover;
import dev.modelroute.core.flow.ExpireExecution;
import dev.modelroute.core.flow.JobCancellation;
import dev.modelroute.core.flow.JobResults;
import dev.modelroute.core.flow.Orchestrator;
import dev.modelroute.core.flow.PollExecution;
import dev.modelroute.core.flow.PollQueue;
import dev.modelroute.core.flow.PreparedSubmit;
import dev.modelroute.core.flow.QuoteExecution;
import dev.modelroute.core.flow.ReleaseExecution;
import dev.modelroute.core.flow.Resolver;
import dev.modelroute.core.flow.SettleExecution;
import dev.modelroute.core.flow.Settlement;
import dev.modelroute.core.flow.SubmitExecution;
import dev.modelroute.core.flow.TaskAnswers;
import dev.modelroute.core.provider.Adapters;
import dev.modelroute.core.provider.ProviderAdapter;
import dev.modelroute.core.provider.Router;
import dev.modelroute.core.upkeep.ProveLedger;
import dev.modelroute.core.upkeep.ResendOutbox;
import dev.modelroute.core.upkeep.SweepExecutions;
import dev.modelroute.core.webhook.AddressPolicy;
import dev.modelroute.core.webhook.EndpointStore;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.core.webhook.WebhookEvents;
import dev.modelroute.core.webhook.WebhookQueue;
import dev.modelroute.testkit.crash.CrashPoints;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Puts the use cases together over the twins of one platform, every port through its points. */
final class TwinWiring {
  static final URI CALLBACKS = URI.create("https://api.example");

  private final PlatformOnTwins platform;
  private final ExecutionStore executions;
  private final AttemptStore attempts;
  private final Outbox outbox;
  private final WebhookQueue webhooks;
  private final EndpointStore endpoints;
  private final PollQueue polls;
  private final Orchestrator orchestrator;
  private final FileStore files;
  private final ObjectStore objects;
  private final Adapters adapters;

  TwinWiring(PlatformOnTwins platform) {
    this.platform = platform;
    CrashPoints points = platform.points();
    executions = store(ExecutionStore.class, platform.stores().executions());
    attempts = store(AttemptStore.class, platform.stores().attempts());
    outbox = store(Outbox.class, platform.stores().outbox());
    webhooks = points.wrap(WebhookQueue.class, platform.rows().webhooks());
    endpoints = points.wrap(EndpointStore.class, platform.endpoints());
    polls = points.wrap(PollQueue.class, platform.rows().polls());
    orchestrator = points.wrap(Orchestrator.class, platform.rows().orchestrator());
    files = points.wrap(FileStore.class, platform.files());
    objects = points.wrap(ObjectStore.class, platform.objects());
    adapters =
        new Adapters(
            List.of(
                points.wrap(ProviderAdapter.class, platform.alpha()),
                points.wrap(ProviderAdapter.class, platform.beta())));
  }

  private <T> T store(Class<T> port, T store) {
    Ground ground = platform.ground();
    return ground.countsStores() ? ground.points().wrap(port, store) : store;
  }

  UseCases useCases() {
    InputFiles inputs = new InputFiles(files, ObjectStores.of(objects), platform.time());
    PreparedSubmit.Checks checks =
        new PreparedSubmit.Checks(
            platform.catalog(), inputs, AddressPolicy.STANDARD, platform.time());
    WebhookEvents events = new WebhookEvents(new ExecutionJson("https://api.example"));
    EventHandover handover = new EventHandover(webhooks, outbox, endpoints, platform.time());
    AttemptResults results =
        new AttemptResults(attempts, new StageOutputs(objects), platform.time());
    JobResults jobs = new JobResults(adapters, results);
    DispatchExecution.Stores stores = new DispatchExecution.Stores(executions, attempts);
    Endings endings =
        endings(
            new Resolver(executions, events, handover, platform.rows().metrics(), platform.time()));
    return new UseCases(
        new SubmitExecution(checks, executions, orchestrator, platform.ids(), platform.time()),
        new QuoteExecution(checks),
        dispatch(stores, inputs, results, new DispatchExecution.Events(events, handover)),
        new TaskAnswers(orchestrator),
        new PollExecution(stores, platform.catalog(), polls, jobs, platform.time()),
        new AcceptCallback(attempts, adapters, jobs),
        endings.settle(),
        endings.release(),
        endings.cancel(),
        endings.expire(),
        new SweepExecutions(
            stores,
            orchestrator,
            new SweepExecutions.Verbs(endings.release(), endings.expire()),
            platform.time()),
        new ResendOutbox(outbox, handover, platform.time()),
        new ProveLedger(
            platform.stores().ledger(),
            platform.stores().executions(),
            platform.stores().outbox(),
            platform.time()));
  }

  private record Endings(
      SettleExecution settle,
      ReleaseExecution release,
      CancelExecution cancel,
      ExpireExecution expire) {}

  private Endings endings(Resolver resolver) {
    OutputFiles outputs =
        new OutputFiles(
            new OutputFiles.Stores(files, objects),
            platform.fetcher(),
            platform.time(),
            organization -> Duration.ofDays(FileLife.DEFAULT_DAYS),
            Path.of(System.getProperty("java.io.tmpdir")));
    Settlement settlement = new Settlement(new RehostOutputs(outputs), resolver);
    JobCancellation cancellation = new JobCancellation(attempts, adapters, orchestrator);
    return new Endings(
        new SettleExecution(executions, settlement),
        new ReleaseExecution(executions, settlement, resolver, cancellation),
        new CancelExecution(executions, resolver, cancellation),
        new ExpireExecution(resolver, cancellation));
  }

  private DispatchExecution dispatch(
      DispatchExecution.Stores stores,
      InputFiles inputs,
      AttemptResults results,
      DispatchExecution.Events events) {
    AtomicInteger callbacks = new AtomicInteger();
    AttemptRun.Surroundings surroundings =
        new AttemptRun.Surroundings(
            platform.time(),
            () -> platform.ground().name() + "callback-" + callbacks.incrementAndGet(),
            platform.pauses()::add,
            route -> Optional.of(CALLBACKS));
    return new DispatchExecution(
        stores,
        new DispatchExecution.Routing(
            platform.catalog(),
            new Router(adapters),
            new AttemptPlans(adapters, inputs, surroundings)),
        new AttemptRun(
            new AttemptRun.Parts(executions, attempts, adapters, results, polls), surroundings),
        events,
        platform.time());
  }
}
