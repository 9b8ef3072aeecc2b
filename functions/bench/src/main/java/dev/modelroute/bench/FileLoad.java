package dev.modelroute.bench;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Files against local runs of its own: the largest one through every step in a heap of 256 MB, and
 * a thousand small ones at once, then the same at a steady rate. Prints its figures.
 */
public final class FileLoad {
  private static final int LARGEST = 157_286_400;
  private static final int UPLOADS = 1_000;
  private static final int SMALL = 100_000;

  /** Each has a hundred uploads open at most: a thousand need several. */
  private static final int TENANTS = 20;

  private final FileCaller caller;
  private final List<String> keys;
  private final Queue<Double> millis = new ConcurrentLinkedQueue<>();
  private final AtomicInteger errors = new AtomicInteger();
  private final Queue<String> reasons = new ConcurrentLinkedQueue<>();

  private FileLoad(FileCaller caller) throws IOException, InterruptedException {
    this.caller = caller;
    keys = caller.tenants(TENANTS);
  }

  /** System properties: {@code project.root}, {@code uploads.per.second} (50). */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path root = Path.of(System.getProperty("project.root", "")).toAbsolutePath();
    int perSecond = Integer.getInteger("uploads.per.second", 50);
    System.out.printf("load average before: %.1f%n", Machine.load());
    largest(root);
    try (Runner runner = Runner.start(root);
        FileCaller caller = new FileCaller(runner)) {
      FileLoad load = new FileLoad(caller);
      load.run("warm-up", 300, perSecond);
      load.run("steady, " + perSecond + "/s", UPLOADS, perSecond);
      load.run("all at once", UPLOADS, 1_000_000);
    }
    System.out.printf("load average after: %.1f%n", Machine.load());
  }

  private static void largest(Path root) throws IOException, InterruptedException {
    Path target = root.resolve("functions/bench/target");
    Path data = Files.createTempDirectory(target, "files-");
    try {
      largest(root, data);
    } finally {
      try (Stream<Path> left = Files.walk(data)) {
        for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private static void largest(Path root, Path data) throws IOException, InterruptedException {
    Path picture = data.resolve("largest.png");
    LargePicture.write(picture, LARGEST);
    Map<String, String> onDisk = Map.of("MODELROUTE_DATA", data.resolve("data").toString());
    try (Runner runner = Runner.start(root, List.of("-Xmx256m"), onDisk);
        FileCaller caller = new FileCaller(runner)) {
      String key = runner.credential("api_key");
      Path small = data.resolve("small.png");
      LargePicture.write(small, SMALL);
      // Classes are loaded and pools filled by a file of another size.
      steps(caller, key, small);
      try (HeapSamples heap = HeapSamples.of(runner)) {
        double before = heap.aliveMegabytes();
        heap.begin();
        String times = steps(caller, key, picture);
        System.out.printf(
            "largest file: %s; heap alive before %.1f MB, peak %.1f MB, growth %.1f MB"
                + " (%d samples), after %.1f MB%n",
            times,
            before,
            heap.peakMegabytes(),
            heap.peakMegabytes() - before,
            heap.count(),
            heap.aliveMegabytes());
      }
      System.out.printf("memory (RSS): %.0f MB%n", runner.residentMegabytes());
    }
  }

  /** Upload, confirm, execute, download; the answer is how long each took. */
  private static String steps(FileCaller caller, String key, Path picture)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    FileCaller.Upload upload = caller.upload(key);
    caller.put(upload, BodyPublishers.ofFile(picture));
    long put = System.nanoTime();
    var _ = caller.confirm(key, upload);
    long confirmed = System.nanoTime();
    caller.convert(key, upload.file());
    long executed = System.nanoTime();
    long read = caller.download(key, upload.file());
    if (read != Files.size(picture)) {
      throw new IOException("downloaded " + read + " bytes");
    }
    return "PUT %.1f s, confirm %.1f s, execute %.1f s, download %.1f s"
        .formatted(
            (put - begun) / 1e9,
            (confirmed - put) / 1e9,
            (executed - confirmed) / 1e9,
            (System.nanoTime() - executed) / 1e9);
  }

  private void run(String name, int uploads, int perSecond) throws InterruptedException {
    millis.clear();
    errors.set(0);
    long begun = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < uploads; i++) {
        long due = begun + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        String key = keys.get(i % keys.size());
        var _ = threads.submit(() -> upload(key, due));
      }
    }
    Percentiles found = new Percentiles(millis.stream().mapToDouble(Double::doubleValue).toArray());
    System.out.printf(
        "%s: %d uploads in %.1f s, %d errors %s; POST /v1/files/upload p50 %.0f ms, p99 %.0f ms,"
            + " max %.0f ms%n",
        name,
        uploads,
        (System.nanoTime() - begun) / 1e9,
        errors.get(),
        reasons.stream().distinct().limit(5).toList(),
        found.median(),
        found.at(99),
        found.max());
  }

  /** A latency counts from when the call was due. */
  private void upload(String key, long due) {
    try {
      FileCaller.Upload upload = caller.upload(key);
      millis.add((System.nanoTime() - due) / 1e6);
      caller.put(upload, BodyPublishers.ofByteArray(new byte[SMALL]));
      var _ = caller.confirm(key, upload);
    } catch (IOException failed) {
      errors.incrementAndGet();
      reasons.add(String.valueOf(failed.getMessage()));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
