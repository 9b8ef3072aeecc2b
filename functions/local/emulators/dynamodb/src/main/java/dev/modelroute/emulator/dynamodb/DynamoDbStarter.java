package dev.modelroute.emulator.dynamodb;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * Starts DynamoDB Local on loopback.
 *
 * <p>The server classes are used directly: the engine's own entry points report usage over the
 * network and write files into the working directory.
 */
public final class DynamoDbStarter {
  private static final String LOOPBACK = "127.0.0.1";

  /** The server below owns the port; the request handler needs none. */
  private static final int NO_PORT = 0;

  private static final boolean ONE_DATABASE_FOR_ALL_KEYS = true;
  private static final boolean NO_ARTIFICIAL_DELAYS = false;
  private static final @Nullable String NO_CORS = null;

  private DynamoDbStarter() {}

  /**
   * Starts the engine and returns once it accepts connections.
   *
   * @param settings {@code port} (absent or 0: any free port; replaced by the bound one) and {@code
   *     directory} (absent: nothing is kept)
   * @return closing stops the engine and frees the port
   * @throws Exception when the port is taken or the directory can't be used
   */
  public static AutoCloseable start(Map<String, String> settings) throws Exception {
    String directory = settings.get("directory");
    if (directory != null) {
      Files.createDirectories(Path.of(directory));
    }
    var requests =
        new LocalDynamoDBRequestHandler(
            NO_PORT, directory == null, directory, ONE_DATABASE_FOR_ALL_KEYS, NO_ARTIFICIAL_DELAYS);
    var threads = new QueuedThreadPool();
    threads.setDaemon(true);
    threads.setName("dynamodb");
    var server = new Server(threads);
    var connector = new ServerConnector(server);
    connector.setHost(LOOPBACK);
    connector.setPort(Integer.parseInt(settings.getOrDefault("port", "0")));
    server.addConnector(connector);
    server.setHandler(new LocalDynamoDBServerHandler(requests, NO_CORS));
    AutoCloseable running =
        () -> {
          try {
            server.stop();
          } finally {
            requests.shutdown();
          }
        };
    try {
      server.start();
    } catch (Exception failure) {
      running.close();
      throw failure;
    }
    settings.put("port", Integer.toString(connector.getLocalPort()));
    return running;
  }
}
