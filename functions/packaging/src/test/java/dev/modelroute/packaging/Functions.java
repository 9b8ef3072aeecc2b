package dev.modelroute.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.modelroute.core.audit.AuditLog;
import dev.modelroute.core.execution.AttemptStore;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionStore;
import dev.modelroute.core.file.FileStore;
import dev.modelroute.core.file.ObjectStore;
import dev.modelroute.core.file.RemoteFetcher;
import dev.modelroute.core.flow.Orchestrator;
import dev.modelroute.core.flow.PollQueue;
import dev.modelroute.core.flow.SubmitExecution;
import dev.modelroute.core.flow.Submitted;
import dev.modelroute.core.id.IdSource;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.Caller;
import dev.modelroute.core.identity.KeyId;
import dev.modelroute.core.identity.KeyLevel;
import dev.modelroute.core.identity.KeyStore;
import dev.modelroute.core.identity.OrganizationSettings;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.metering.StorageMeter;
import dev.modelroute.core.money.Ledger;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.webhook.DeliveryStore;
import dev.modelroute.core.webhook.EndpointStore;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.core.webhook.WebhookQueue;
import dev.modelroute.core.webhook.WebhookSender;
import dev.modelroute.testkit.file.MemoryFileStore;
import dev.modelroute.testkit.file.MemoryObjectStore;
import dev.modelroute.testkit.file.MemoryRemoteFetcher;
import dev.modelroute.testkit.fixture.Executions;
import dev.modelroute.testkit.memory.MemoryAuditLog;
import dev.modelroute.testkit.memory.MemoryPlatform;
import dev.modelroute.testkit.memory.MemoryStorageMeter;
import dev.modelroute.testkit.time.CountingIds;
import dev.modelroute.testkit.time.SettableTime;
import dev.modelroute.testkit.webhook.MemoryWebhookStore;
import dev.modelroute.testkit.webhook.ScriptedSender;
import dev.modelroute.wiring.JsonLog;
import dev.modelroute.wiring.Settings;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.RuntimeBeanDefinition;
import io.micronaut.inject.qualifiers.PrimaryQualifier;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/** The real object graph of the functions on twins: events in as bytes, answers out as bytes. */
final class Functions implements AutoCloseable {
  final SettableTime time = new SettableTime(Instant.parse("2026-11-20T12:00:00Z"));
  final CountingIds ids = new CountingIds();
  final MemoryPlatform platform = new MemoryPlatform();
  final MemoryWebhookStore hooks = new MemoryWebhookStore();
  final MemoryAuditLog audit = new MemoryAuditLog();
  final MemoryStorageMeter meter = new MemoryStorageMeter();
  final ScriptedSender sender = new ScriptedSender();
  final Outage storeOutage = new Outage();
  final Outage queueOutage = new Outage();
  final ApplicationContext context;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final Executions fixtures = new Executions(time, ids);
  private final Account account = fixtures.account();

  Functions() {
    context = objectGraph();
    platform.keys().createOrganization(fixtures.organization(account.organization()));
    platform.ledger().credit(fixtures.credit(account, Money.parse("100")));
  }

  private ApplicationContext objectGraph() {
    return ApplicationContext.builder()
        .deduceEnvironment(false)
        .properties(Map.of("modelroute.ports", "memory"))
        .beanDefinitions(
            twin(InstantSource.class, time),
            twin(IdSource.class, ids),
            twin(RandomGenerator.class, new Random(7)),
            twin(Settings.class, settings()),
            twin(JsonLog.class, new JsonLog(new PrintStream(log, true, UTF_8), time)),
            twin(KeyStore.class, platform.keys()),
            twin(
                ExecutionStore.class,
                storeOutage.over(ExecutionStore.class, platform.executions())),
            twin(AttemptStore.class, storeOutage.over(AttemptStore.class, platform.attempts())),
            twin(Ledger.class, platform.ledger()),
            twin(Outbox.class, storeOutage.over(Outbox.class, platform.outbox())),
            twin(PollQueue.class, platform.polls()),
            twin(WebhookQueue.class, queueOutage.over(WebhookQueue.class, platform.webhooks())),
            twin(Orchestrator.class, platform.orchestrator()),
            twin(FileStore.class, new MemoryFileStore(audit, meter)),
            twin(AuditLog.class, audit),
            twin(StorageMeter.class, meter),
            twin(ObjectStore.class, new MemoryObjectStore(time)),
            twin(RemoteFetcher.class, new MemoryRemoteFetcher()),
            twin(EndpointStore.class, hooks),
            twin(DeliveryStore.class, hooks),
            twin(WebhookSender.class, sender))
        .start();
  }

  private static Settings settings() {
    return new Settings(
        Map.of(
            "MODELROUTE_PEPPER", "pepper",
            "MODELROUTE_PUBLIC_URL", "https://api.example",
            "MODELROUTE_TIME_SCALE", "100000"));
  }

  /** Goes before what wiring has of this type. */
  private static <T> RuntimeBeanDefinition<T> twin(Class<T> type, T bean) {
    return RuntimeBeanDefinition.builder(type, () -> bean)
        .singleton(true)
        .qualifier(PrimaryQualifier.instance())
        .build();
  }

  /** A PENDING execution; knobs join the prompt in its input. */
  Execution submit(String model, Map<String, String> knobs) {
    JsonObject.Builder input = JsonObject.builder().put("prompt", "a lighthouse");
    knobs.forEach(input::put);
    JsonObject body =
        JsonObject.builder()
            .put("model", model)
            .put("input", input.build())
            .put("idempotency_key", "key-" + ids.next())
            .put("webhook_url", "https://receiver.example/hook")
            .build();
    Caller caller =
        new Caller(
            account, KeyId.of(ids.next()), "k", KeyLevel.FULL, null, OrganizationSettings.DEFAULT);
    return switch (context.getBean(SubmitExecution.class).submit(caller, body, Optional.empty())) {
      case Submitted.Accepted(Execution execution) -> execution;
      case Submitted other -> throw new AssertionError(other);
    };
  }

  Execution now(Execution execution) {
    return platform.executions().find(execution.id()).orElseThrow();
  }

  Money held() {
    return platform.ledger().balance(account).held();
  }

  static String call(RequestStreamHandler handler, String event) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    handler.handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), answer, new NoContext());
    return answer.toString(UTF_8);
  }

  /** What the machine gives to a state. */
  static String state(ExecutionId execution, String name, String value) {
    return JsonObject.builder()
        .put("execution_id", execution.value())
        .put(name, value)
        .build()
        .toText();
  }

  /** A batch whose messages have the ids m0, m1, …. */
  static String batch(List<String> bodies) {
    StringBuilder records = new StringBuilder();
    for (int i = 0; i < bodies.size(); i++) {
      records.append(i == 0 ? "" : ",");
      records.append(
          JsonObject.builder()
              .put("messageId", "m" + i)
              .put("body", bodies.get(i))
              .build()
              .toText());
    }
    return "{\"Records\":[" + records + "]}";
  }

  static String failures(String... ids) {
    return "{\"batchItemFailures\":["
        + String.join(
            ",", List.of(ids).stream().map(id -> "{\"itemIdentifier\":\"" + id + "\"}").toList())
        + "]}";
  }

  String log() {
    return log.toString(UTF_8);
  }

  @Override
  public void close() {
    context.close();
  }
}
