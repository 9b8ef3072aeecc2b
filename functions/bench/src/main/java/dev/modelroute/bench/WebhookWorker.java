package dev.modelroute.bench;

import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.webhook.AddressPolicy;
import dev.modelroute.core.webhook.Cidr;
import dev.modelroute.core.webhook.DeliverWebhook;
import dev.modelroute.core.webhook.Delivery;
import dev.modelroute.core.webhook.DeliverySettings;
import dev.modelroute.core.webhook.EventId;
import dev.modelroute.core.webhook.EventType;
import dev.modelroute.core.webhook.WebhookEvent;
import dev.modelroute.core.webhook.WebhookPorts;
import dev.modelroute.outbound.GuardedHttpClient;
import dev.modelroute.outbound.HttpWebhookSender;
import dev.modelroute.outbound.NameResolver;
import dev.modelroute.testkit.metric.MemoryMetrics;
import dev.modelroute.testkit.webhook.Behaviour;
import dev.modelroute.testkit.webhook.MemoryWebhookStore;
import dev.modelroute.testkit.webhook.ScriptedReceiver;
import dev.modelroute.testkit.webhook.ShelvedEvents;
import dev.modelroute.testkit.webhook.TimedWebhookQueue;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;

/**
 * One worker alone, its stores in memory and its receivers on loopback: deliveries a second in
 * batches of five, how late a slow body is cut, and what an endless one costs in memory. Writes its
 * part of {@code functions/bench/RESULTS.md}.
 */
public final class WebhookWorker implements AutoCloseable {
  private static final String PART = "webhook-worker";
  private static final int BATCH = 5;
  private static final int DELIVERIES = 5_000;
  private static final Duration DEADLINE = Duration.ofSeconds(2);

  private final InstantSource time = InstantSource.system();
  private final MemoryWebhookStore store = new MemoryWebhookStore();
  private final ShelvedEvents events = new ShelvedEvents();
  private final TimedWebhookQueue queue = new TimedWebhookQueue(time);
  private final ScriptedReceiver receiver = ScriptedReceiver.start();
  private final GuardedHttpClient http;
  private final HttpWebhookSender sender;
  private final OrgId organization = OrgId.of(UUID.randomUUID());

  private WebhookWorker() throws NoSuchAlgorithmException {
    http =
        new GuardedHttpClient(
            new AddressPolicy(true, Set.of(), List.of(Cidr.of("127.0.0.0/8"))),
            NameResolver.SYSTEM,
            SSLContext.getDefault());
    sender = new HttpWebhookSender(http);
  }

  /** System property: {@code project.root}. */
  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(System.getProperty("project.root", "")).toAbsolutePath();
    double load = Machine.load();
    try (WebhookWorker worker = new WebhookWorker()) {
      worker.rate();
      List<Measurement> found =
          List.of(
              Measurement.of("one worker, batches of 5: deliveries/s", worker.rate(), ""),
              Measurement.of("a body of 10 bytes/s: cut after its deadline", worker.lateCut(), "ms")
                  .atMost(500),
              Measurement.of("an endless body: growth of the heap", worker.heapGrowth(), "MB")
                  .atMost(5));
      new Results(Machine.circumstances(load), found).show(root, PART);
    }
  }

  private double rate() throws Exception {
    DeliverWebhook deliver =
        new DeliverWebhook(
            new WebhookPorts(events, store, store, queue, new MemoryMetrics()),
            sender,
            DeliverySettings.STANDARD,
            time,
            new SecureRandom());
    List<Delivery> deliveries = deliveries();
    long begun = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int from = 0; from < DELIVERIES; from += BATCH) {
        List<Future<?>> batch = new ArrayList<>();
        for (Delivery delivery : deliveries.subList(from, from + BATCH)) {
          batch.add(threads.submit(() -> deliver.deliver(delivery.id(), delivery.nextAttemptAt())));
        }
        for (Future<?> one : batch) {
          one.get();
        }
      }
    }
    return Math.rint(DELIVERIES / ((System.nanoTime() - begun) / 1e9));
  }

  private List<Delivery> deliveries() {
    List<Delivery> deliveries = new ArrayList<>();
    for (int i = 0; i < DELIVERIES; i++) {
      Instant now = time.instant();
      WebhookEvent event =
          new WebhookEvent(
              EventId.of(UUID.randomUUID()),
              EventType.COMPLETED,
              organization,
              ExecutionId.of(UUID.randomUUID()),
              null,
              now,
              "{\"data\":\"" + "x".repeat(1_000) + "\"}");
      events.put(event);
      Delivery.Round round = new Delivery.Round(0, true, now.plus(Duration.ofHours(24)));
      deliveries.add(Delivery.of(event, null, receiver.url("hook"), round, now));
      store.createIfAbsent(deliveries.getLast());
    }
    return deliveries;
  }

  private double lateCut() {
    receiver.answering(Behaviour.drip(Duration.ofMillis(100)));
    long begun = System.nanoTime();
    var _ = sender.post(receiver.url("slow"), Map.of(), new byte[0], DEADLINE);
    return (System.nanoTime() - begun - DEADLINE.toNanos()) / 1e6;
  }

  private double heapGrowth() {
    receiver.answering(Behaviour.endlessBody());
    long before = heap();
    var _ = sender.post(receiver.url("endless"), Map.of(), new byte[0], DEADLINE);
    return (heap() - before) / 1e6;
  }

  private static long heap() {
    ManagementFactory.getMemoryMXBean().gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Override
  public void close() {
    http.close();
    receiver.close();
  }
}
