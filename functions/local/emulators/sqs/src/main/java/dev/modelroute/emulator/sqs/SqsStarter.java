package dev.modelroute.emulator.sqs;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.NodeAddress;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.persistence.sql.SqlQueuePersistenceActor;
import org.elasticmq.persistence.sql.SqlQueuePersistenceConfig;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.rest.sqs.TheSQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.immutable.List$;
import scala.util.Either;
import scalikejdbc.ConnectionPool;

/**
 * Starts ElasticMQ on loopback.
 *
 * <p>The parts are put together here, not by the engine's own server class: that one reports itself
 * started before the kept queues are back, and can't keep data on a port of the system's choice.
 */
public final class SqsStarter {
  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration RESTORE_TIMEOUT = Duration.ofSeconds(30);
  private static final long STOP_TIMEOUT_SECONDS = 10;

  /** Quiet, and no thread that could keep the JVM alive. */
  private static final String SETTINGS =
      """
      pekko {
        loglevel = "OFF"
        stdout-loglevel = "OFF"
        log-dead-letters = 0
        daemonic = on
        jvm-shutdown-hooks = off
        coordinated-shutdown.run-by-jvm-shutdown-hook = off
      }
      """;

  private SqsStarter() {}

  /**
   * Starts the engine and returns once it accepts connections and kept queues are back.
   *
   * @param settings {@code port} (absent or 0: any free port; replaced by the bound one), {@code
   *     directory} (absent: nothing is kept) and {@code region} (absent: us-east-1; a part of the
   *     queues' names)
   * @return closing stops the engine and frees the port
   * @throws Exception when the port is taken or the directory can't be used
   */
  public static AutoCloseable start(Map<String, String> settings) throws Exception {
    ClassLoader loader = SqsStarter.class.getClassLoader();
    Config config = ConfigFactory.parseString(SETTINGS).withFallback(ConfigFactory.load(loader));
    ActorSystem actors = ActorSystem.create("sqs", config, loader);
    try {
      ActorRef store = store(actors, settings.get("directory"));
      ActorRef queues =
          actors.actorOf(
              Props.create(
                  QueueManagerActor.class,
                  new NowProvider(),
                  StrictSQSLimits$.MODULE$,
                  Option.apply(store)));
      if (store != null) {
        restore(store, queues);
      }
      SQSRestServer server = server(actors, queues, store, settings).start();
      int port = server.waitUntilStarted().localAddress().getPort();
      settings.put("port", Integer.toString(port));
      return () -> {
        try {
          server.stopAndWait();
        } finally {
          stop(actors);
        }
      };
    } catch (Exception failure) {
      stop(actors);
      throw failure;
    }
  }

  private static @Nullable ActorRef store(ActorSystem actors, @Nullable String directory)
      throws Exception {
    if (directory == null) {
      return null;
    }
    Path folder = Files.createDirectories(Path.of(directory)).toAbsolutePath();
    // With the default write delay a killed process loses messages it has acknowledged.
    String address =
        "jdbc:h2:" + folder.resolve("queues") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    var database = new SqlQueuePersistenceConfig(true, "org.h2.Driver", address, "", "", false);
    return actors.actorOf(
        Props.create(SqlQueuePersistenceActor.class, database, List$.MODULE$.empty()));
  }

  private static void restore(ActorRef store, ActorRef queues) throws Exception {
    Object answer =
        Patterns.ask(store, new QueueEvent.Restore(queues), RESTORE_TIMEOUT)
            .toCompletableFuture()
            .get(RESTORE_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    if (answer instanceof Either<?, ?> either && either.isLeft()) {
      throw new IllegalStateException("kept queues can't be read: " + either.swap());
    }
  }

  private static TheSQSRestServerBuilder server(
      ActorSystem actors, ActorRef queues, @Nullable ActorRef store, Map<String, String> settings) {
    int port = Integer.parseInt(settings.getOrDefault("port", "0"));
    TheSQSRestServerBuilder server =
        SQSRestServerBuilder.withActorSystem(actors)
            .withQueueManagerActor(queues)
            .withInterface(LOOPBACK)
            .withAWSRegion(settings.getOrDefault("region", "us-east-1"));
    if (store != null) {
      server = server.withQueueEventListener(store);
    }
    // Queue URLs carry host and port, so the server must know the ones clients use.
    return port == 0
        ? server.withDynamicPort()
        : server.withPort(port).withServerAddress(new NodeAddress("http", LOOPBACK, port, ""));
  }

  private static void stop(ActorSystem actors) throws Exception {
    try {
      actors.terminate();
      actors.getWhenTerminated().toCompletableFuture().get(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } finally {
      // The engine leaves its connections open, and with them the lock on the database file.
      ConnectionPool.closeAll();
    }
  }
}
