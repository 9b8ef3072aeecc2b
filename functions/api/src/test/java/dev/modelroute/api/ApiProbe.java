package dev.modelroute.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.modelroute.core.audit.AuditLog;
import dev.modelroute.core.catalog.Catalog;
import dev.modelroute.core.execution.AttemptStore;
import dev.modelroute.core.execution.Ending;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionStore;
import dev.modelroute.core.file.FileStore;
import dev.modelroute.core.file.ObjectStore;
import dev.modelroute.core.flow.AttemptRun;
import dev.modelroute.core.flow.Orchestrator;
import dev.modelroute.core.flow.PollQueue;
import dev.modelroute.core.id.IdSource;
import dev.modelroute.core.identity.KeyStore;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.metering.StorageMeter;
import dev.modelroute.core.money.Ledger;
import dev.modelroute.core.provider.Adapters;
import dev.modelroute.core.webhook.DeliveryStore;
import dev.modelroute.core.webhook.EndpointStore;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.core.webhook.WebhookEvents;
import dev.modelroute.core.webhook.WebhookQueue;
import dev.modelroute.provider.builtin.BuiltinAdapter;
import dev.modelroute.provider.builtin.PixelLimits;
import dev.modelroute.provider.catalog.BundledCatalog;
import dev.modelroute.provider.catalog.CatalogSources;
import dev.modelroute.provider.simulator.SimulatorAdapter;
import dev.modelroute.testkit.file.MemoryFileStore;
import dev.modelroute.testkit.file.MemoryObjectStore;
import dev.modelroute.testkit.fixture.Executions;
import dev.modelroute.testkit.memory.MemoryAuditLog;
import dev.modelroute.testkit.memory.MemoryPlatform;
import dev.modelroute.testkit.memory.MemoryStorageMeter;
import dev.modelroute.testkit.time.CountingIds;
import dev.modelroute.testkit.time.SettableTime;
import dev.modelroute.testkit.webhook.MemoryWebhookStore;
import dev.modelroute.wiring.JsonLog;
import dev.modelroute.wiring.Settings;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.RuntimeBeanDefinition;
import io.micronaut.inject.qualifiers.PrimaryQualifier;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * The real handler in its real object graph, on twins: events in as bytes, answers out as bytes.
 */
final class ApiProbe implements AutoCloseable {
  static final String OPERATOR = "operator-credential-for-tests";
  static final String PEPPER = "pepper-of-the-tests";

  final SettableTime time = new SettableTime(Instant.parse("2026-11-20T12:00:00Z"));
  final CountingIds ids = new CountingIds();
  final MemoryPlatform platform = new MemoryPlatform();
  final CountingKeys keys = new CountingKeys(platform.keys());
  final MemoryAuditLog audit = new MemoryAuditLog();
  final MemoryStorageMeter meter = new MemoryStorageMeter();
  final MemoryFileStore files = new MemoryFileStore(audit, meter);
  final MemoryObjectStore objects = new MemoryObjectStore(time);
  final SteppedPause pause = new SteppedPause(time);
  final List<Called> callbacks = new ArrayList<>();
  final ApplicationContext context;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final ApiHandler handler;
  private final Random random = new Random(7);
  private int tokens;

  /** A callback that the simulated provider made. */
  @SuppressWarnings("ArrayRecordComponent") // Compared nowhere.
  record Called(URI target, Map<String, String> headers, byte[] body) {}

  ApiProbe() {
    this(Map.of());
  }

  ApiProbe(Map<String, String> settings) {
    Map<String, String> all =
        new java.util.HashMap<>(
            Map.of(
                "MODELROUTE_PEPPER",
                PEPPER,
                "MODELROUTE_ADMIN_KEY",
                OPERATOR,
                "MODELROUTE_RATE_LIMIT_PER_MINUTE",
                "100000",
                "MODELROUTE_PUBLIC_URL",
                "https://api.example"));
    all.putAll(settings);
    context = objectGraph(new Settings(all));
    handler = new ApiHandler(context);
  }

  private ApplicationContext objectGraph(Settings settings) {
    Adapters adapters = adapters();
    MemoryWebhookStore hooks = new MemoryWebhookStore();
    return ApplicationContext.builder()
        .deduceEnvironment(false)
        .properties(Map.of("modelroute.ports", "memory"))
        .beanDefinitions(
            twin(InstantSource.class, time),
            twin(IdSource.class, ids),
            twin(RandomGenerator.class, random),
            twin(Pause.class, pause),
            twin(Settings.class, settings),
            twin(JsonLog.class, new JsonLog(new PrintStream(log, true, UTF_8), time)),
            twin(KeyStore.class, keys),
            twin(ExecutionStore.class, platform.executions()),
            twin(AttemptStore.class, platform.attempts()),
            twin(Ledger.class, platform.ledger()),
            twin(Outbox.class, platform.outbox()),
            twin(PollQueue.class, platform.polls()),
            twin(WebhookQueue.class, platform.webhooks()),
            twin(Orchestrator.class, platform.orchestrator()),
            twin(FileStore.class, files),
            twin(AuditLog.class, audit),
            twin(StorageMeter.class, meter),
            twin(ObjectStore.class, objects),
            twin(EndpointStore.class, hooks),
            twin(DeliveryStore.class, hooks),
            twin(Adapters.class, adapters),
            twin(Catalog.class, catalog(adapters)),
            twin(AttemptRun.Surroundings.class, surroundings()))
        .start();
  }

  /** Goes before what wiring, or the framework with its own clock, has of this type. */
  private static <T> RuntimeBeanDefinition<T> twin(Class<T> type, T bean) {
    return RuntimeBeanDefinition.builder(type, () -> bean)
        .singleton(true)
        .qualifier(PrimaryQualifier.instance())
        .build();
  }

  private Adapters adapters() {
    return new Adapters(List.of(simulator(), builtin()));
  }

  private SimulatorAdapter simulator() {
    return new SimulatorAdapter(
        time,
        ignored -> {},
        (delay, action) -> action.run(),
        (target, headers, body) -> callbacks.add(new Called(target, headers, body)),
        new byte[32]);
  }

  private static BuiltinAdapter builtin() {
    return new BuiltinAdapter(PixelLimits.DEFAULT);
  }

  private FaultyCatalog catalog(Adapters adapters) {
    CatalogSources sources = CatalogSources.besideAdapters(List.of(simulator(), builtin()));
    return new FaultyCatalog(new BundledCatalog(sources, adapters, time));
  }

  private AttemptRun.Surroundings surroundings() {
    return new AttemptRun.Surroundings(
        time,
        () -> "callback-token-" + ++tokens,
        ignored -> {},
        route -> Optional.of(URI.create("https://api.example")));
  }

  Answer send(byte[] event) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    handler.handleRequest(new ByteArrayInputStream(event), out, new TestContext());
    return Answer.read(out.toByteArray());
  }

  Request get(String path) {
    return new Request(this, "GET", path);
  }

  Request post(String path) {
    return new Request(this, "POST", path);
  }

  Request delete(String path) {
    return new Request(this, "DELETE", path);
  }

  Request request(String method, String path) {
    return new Request(this, method, path);
  }

  /** A new organisation with ten dollars on each balance and a key of each kind. */
  Tenant tenant() {
    return Tenant.create(this);
  }

  String log() {
    return log.toString(UTF_8);
  }

  /** Starts an execution as a dispatch would. */
  Execution start(String id) {
    Execution started =
        platform.executions().find(new ExecutionId(id)).orElseThrow().started(time.instant());
    platform
        .executions()
        .start(
            started,
            context.getBean(WebhookEvents.class).of(started, time.instant()),
            new Executions(time, new CountingIds()).attempt(started, 1));
    return started;
  }

  /** Ends an execution as the machine would. */
  void end(String id, Ending ending) {
    Execution seen = platform.executions().find(new ExecutionId(id)).orElseThrow();
    Execution ended = seen.ended(ending, time.instant());
    platform
        .executions()
        .resolveOnce(
            ended, seen.state(), context.getBean(WebhookEvents.class).of(ended, time.instant()));
  }

  static JsonObject submission(String key) {
    return JsonObject.builder()
        .put("model", "sim-image")
        .put("input", JsonObject.builder().put("prompt", "a lighthouse").build())
        .put("idempotency_key", key)
        .build();
  }

  @Override
  public void close() {
    context.close();
  }
}
