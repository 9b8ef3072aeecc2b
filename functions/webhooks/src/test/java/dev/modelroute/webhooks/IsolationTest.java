package dev.modelroute.webhooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.webhook.AddressPolicy;
import dev.modelroute.core.webhook.Cidr;
import dev.modelroute.core.webhook.DeliverWebhook;
import dev.modelroute.core.webhook.Delivery;
import dev.modelroute.core.webhook.DeliverySettings;
import dev.modelroute.core.webhook.Endpoint;
import dev.modelroute.core.webhook.EndpointBreaker;
import dev.modelroute.core.webhook.EndpointId;
import dev.modelroute.core.webhook.EventId;
import dev.modelroute.core.webhook.EventType;
import dev.modelroute.core.webhook.PublishEvent;
import dev.modelroute.core.webhook.Receiver;
import dev.modelroute.core.webhook.ReopenDeliveries;
import dev.modelroute.core.webhook.RetrySchedule;
import dev.modelroute.core.webhook.SigningSecrets;
import dev.modelroute.core.webhook.WebhookEvent;
import dev.modelroute.core.webhook.WebhookPorts;
import dev.modelroute.core.webhook.WebhookSecret;
import dev.modelroute.core.webhook.WebhookSender;
import dev.modelroute.outbound.GuardedHttpClient;
import dev.modelroute.outbound.HttpWebhookSender;
import dev.modelroute.outbound.NameResolver;
import dev.modelroute.testkit.metric.MemoryMetrics;
import dev.modelroute.testkit.webhook.Behaviour;
import dev.modelroute.testkit.webhook.MemoryWebhookStore;
import dev.modelroute.testkit.webhook.ScriptedReceiver;
import dev.modelroute.testkit.webhook.ShelvedEvents;
import dev.modelroute.testkit.webhook.TimedWebhookQueue;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * WT6, on real sockets and the real clock: 500 deliveries for one endpoint that never answers are
 * queued first, then 20 for each of 50 endpoints that do, and one process works on them with as
 * many batches at once as the local run. The promise of two seconds is counted on top of what the
 * same machine needs without the hanging endpoint, since it may be busy with other tests.
 */
class IsolationTest {
  private static final int HANGING = 500;
  private static final int HEALTHY_ENDPOINTS = 50;
  private static final int DELIVERIES_EACH = 20;
  private static final int BATCHES_AT_ONCE = 16;
  private static final int BATCH = 5;
  private static final Duration DEADLINE = Duration.ofSeconds(6);
  private static final Duration PROMISED = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final InstantSource time = InstantSource.system();
  private final MemoryWebhookStore store = new MemoryWebhookStore();
  private final ShelvedEvents events = new ShelvedEvents();
  private final TimedWebhookQueue queue = new TimedWebhookQueue(time);
  private final ScriptedReceiver dead = ScriptedReceiver.start().answering(Behaviour.silence());
  private final ScriptedReceiver alive = ScriptedReceiver.start();
  private final GuardedHttpClient http =
      new GuardedHttpClient(
          new AddressPolicy(true, Set.of(), List.of(Cidr.of("127.0.0.0/8"))),
          NameResolver.SYSTEM,
          tls());
  private final Queue<Duration> arrivals = new ConcurrentLinkedQueue<>();
  private final Queue<RuntimeException> faults = new ConcurrentLinkedQueue<>();
  private volatile Instant queuedAt = Instant.EPOCH;
  private volatile boolean stopped;

  @AfterEach
  void close() {
    stopped = true;
    http.close();
    alive.close();
    dead.close();
  }

  @Test
  void five_hundred_hanging_deliveries_delay_nobody_else_and_end_in_an_open_breaker()
      throws InterruptedException {
    Thread consumer = Thread.ofVirtual().start(this::consume);
    // What this machine needs for the healthy ones alone, once its classes are loaded.
    healthyP99();
    Duration alone = healthyP99();

    Endpoint hanging = endpoint(dead.url("dead"));
    queue(hanging, HANGING);
    Duration beside = healthyP99();
    assertTrue(
        beside.compareTo(alone.plus(PROMISED)) <= 0,
        "p99 of the healthy ones: " + beside + ", without the hanging one " + alone);

    until(() -> breaker(hanging).openUntil() != null);
    assertEquals(EndpointBreaker.THRESHOLD, dead.connections(), "calls of the dead one");
    stopped = true;
    consumer.join();
    assertEquals(List.of(), List.copyOf(faults), "messages given back");
    assertEquals(3 * HEALTHY_ENDPOINTS * DELIVERIES_EACH, alive.received().size());
  }

  /** From the queue to the first attempt, over all healthy endpoints. */
  private Duration healthyP99() {
    arrivals.clear();
    List<Endpoint> healthy = new ArrayList<>();
    for (int i = 0; i < HEALTHY_ENDPOINTS; i++) {
      healthy.add(endpoint(alive.url("alive")));
    }
    queuedAt = time.instant();
    healthy.forEach(endpoint -> queue(endpoint, DELIVERIES_EACH));
    until(() -> arrivals.size() == HEALTHY_ENDPOINTS * DELIVERIES_EACH);
    List<Duration> sorted = arrivals.stream().sorted().toList();
    return sorted.get(sorted.size() * 99 / 100 - 1);
  }

  private EndpointBreaker breaker(Endpoint endpoint) {
    return store.find(endpoint.organization(), endpoint.id()).orElseThrow().health().breaker();
  }

  private void consume() {
    WebhookBatch batch = batch();
    var free = new Semaphore(BATCHES_AT_ONCE);
    while (!stopped) {
      free.acquireUninterruptibly();
      List<TimedWebhookQueue.Queued> taken = queue.takeVisible(BATCH);
      Thread.ofVirtual()
          .start(() -> {
            List<QueueMessage> messages =
                taken.stream().map(one -> new QueueMessage("m", one.message().toText())).toList();
            batch.handle(messages);
            free.release();
          });
      if (taken.isEmpty()) {
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  private WebhookBatch batch() {
    RetrySchedule schedule = RetrySchedule.STANDARD;
    var settings = new DeliverySettings(schedule, DEADLINE, Duration.ofSeconds(90));
    var ports = new WebhookPorts(events, store, store, queue, new MemoryMetrics());
    var posts = new HttpWebhookSender(http);
    WebhookSender timed =
        (url, headers, body, deadline) -> {
          if (url.endsWith("alive")) {
            arrivals.add(Duration.between(queuedAt, time.instant()));
          }
          return posts.post(url, headers, body, deadline);
        };
    var verbs =
        new WebhookBatch.Verbs(
            new PublishEvent(ports, schedule, time),
            new DeliverWebhook(ports, timed, settings, time, new Random(5)),
            new ReopenDeliveries(ports, schedule, time));
    return new WebhookBatch(
        verbs, unreadable -> {}, new KeptLog(faults, new ConcurrentLinkedQueue<>()));
  }

  private Endpoint endpoint(String url) {
    var endpoint =
        new Endpoint(
            EndpointId.of(UUID.randomUUID()),
            OrgId.of(UUID.randomUUID()),
            new Receiver.Push(
                url, Map.of(), SigningSecrets.of(WebhookSecret.generate(new Random(1)))),
            Set.of(),
            "",
            Endpoint.Health.NEW,
            time.instant(),
            0);
    store.create(endpoint);
    return endpoint;
  }

  private void queue(Endpoint endpoint, int count) {
    for (int i = 0; i < count; i++) {
      Instant now = time.instant();
      var event =
          new WebhookEvent(
              EventId.of(UUID.randomUUID()),
              EventType.COMPLETED,
              endpoint.organization(),
              ExecutionId.of(UUID.randomUUID()),
              null,
              now,
              "{\"a\":1}");
      events.put(event);
      var round = new Delivery.Round(0, true, now.plus(Duration.ofHours(24)));
      Delivery delivery = Delivery.of(event, endpoint.id(), endpoint.url(), round, now);
      store.createIfAbsent(delivery);
      queue.sendDelivery(delivery.id(), delivery.group(), Duration.ZERO, delivery.nextAttemptAt());
    }
  }

  private void until(BooleanSupplier done) {
    Instant end = time.instant().plus(PATIENCE);
    while (!done.getAsBoolean()) {
      assertTrue(time.instant().isBefore(end), "not in " + PATIENCE);
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static SSLContext tls() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
