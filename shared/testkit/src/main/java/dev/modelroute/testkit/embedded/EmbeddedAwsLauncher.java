package dev.modelroute.testkit.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Starts engines from the folder of the emulator modules, in parallel.
 *
 * <p>Each engine brings its own Jetty, H2, Jackson and AWS SDK, so each gets a class loader that
 * sees its module and the JDK only; it is spoken to through JDK types.
 */
public final class EmbeddedAwsLauncher {
  private static final String FOLDER_PROPERTY = "emulators";

  private final Path emulators;

  /**
   * A launcher for engines in this folder.
   *
   * @param emulators folder with one compiled module per service ({@code target/classes} and {@code
   *     target/lib}, both there after Maven's {@code process-classes})
   */
  public EmbeddedAwsLauncher(Path emulators) {
    this.emulators = emulators;
  }

  /** A launcher for the folder in system property {@code emulators}. */
  public static EmbeddedAwsLauncher fromSystemProperty() {
    String folder = System.getProperty(FOLDER_PROPERTY);
    if (folder == null) {
      throw new IllegalStateException("system property " + FOLDER_PROPERTY + " is not set");
    }
    return new EmbeddedAwsLauncher(Path.of(folder));
  }

  /**
   * Returns once every asked service accepts connections; when one fails, none is left running.
   *
   * @throws IllegalStateException when a service can't start (port taken, module not compiled)
   */
  public EmbeddedAws start(EmbeddedSettings settings) {
    var starting = new EnumMap<EmbeddedService, Future<RunningEmulator>>(EmbeddedService.class);
    // Daemon starters: threads that engines derive from them don't keep the JVM alive either.
    var threads = Thread.ofPlatform().daemon().name("embedded-", 0).factory();
    try (ExecutorService executor = Executors.newThreadPerTaskExecutor(threads)) {
      for (EmbeddedService service : settings.services()) {
        starting.put(service, executor.submit(() -> start(service, settings)));
      }
    }
    var running = new EnumMap<EmbeddedService, RunningEmulator>(EmbeddedService.class);
    @Nullable IllegalStateException failure = null;
    for (var entry : starting.entrySet()) {
      try {
        running.put(entry.getKey(), entry.getValue().get());
      } catch (ExecutionException cause) {
        failure = new IllegalStateException(entry.getKey() + " did not start", cause.getCause());
      } catch (InterruptedException cause) {
        Thread.currentThread().interrupt();
        failure = new IllegalStateException("interrupted while starting", cause);
      }
    }
    if (failure != null) {
      RunningEmulator.closeAll(running.values());
      throw failure;
    }
    return new EmbeddedAws(running, settings);
  }

  private RunningEmulator start(EmbeddedService service, EmbeddedSettings settings)
      throws Exception {
    var loader =
        new URLClassLoader(
            service.folder(),
            classPath(emulators.resolve(service.folder()).resolve("target")),
            ClassLoader.getPlatformClassLoader());
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      Map<String, String> exchanged = exchange(service, settings);
      Object engine =
          loader.loadClass(service.starter()).getMethod("start", Map.class).invoke(null, exchanged);
      int port = Integer.parseInt(exchanged.getOrDefault("port", ""));
      return new RunningEmulator(port, (AutoCloseable) engine);
    } catch (Exception failure) {
      loader.close();
      throw failure instanceof InvocationTargetException inside
              && inside.getCause() instanceof Exception cause
          ? cause
          : failure;
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static Map<String, String> exchange(EmbeddedService service, EmbeddedSettings settings) {
    var exchanged = new HashMap<String, String>();
    exchanged.put("port", Integer.toString(settings.ports().getOrDefault(service, 0)));
    exchanged.put("accessKey", settings.accessKey());
    exchanged.put("secretKey", settings.secretKey());
    Path directory = settings.dataDirectory();
    if (directory != null) {
      exchanged.put("directory", directory.toAbsolutePath().resolve(service.folder()).toString());
    }
    return exchanged;
  }

  private static URL[] classPath(Path target) throws IOException {
    Path classes = target.resolve("classes");
    Path libraries = target.resolve("lib");
    if (!Files.isDirectory(classes) || !Files.isDirectory(libraries)) {
      throw new IllegalStateException(target + " is not built: run mvn process-classes");
    }
    List<URL> urls = new ArrayList<>();
    urls.add(url(classes));
    try (Stream<Path> jars = Files.list(libraries)) {
      jars.filter(jar -> jar.toString().endsWith(".jar"))
          .sorted()
          .map(EmbeddedAwsLauncher::url)
          .forEach(urls::add);
    }
    return urls.toArray(URL[]::new);
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
