package dev.modelroute.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the figures were measured on, without anything that names the machine itself. */
final class Machine {
  private Machine() {}

  static List<String> circumstances(double loadBefore) throws IOException {
    return List.of(
        "Date: " + LocalDate.now(ZoneOffset.UTC),
        String.format(
            Locale.ROOT,
            "Machine: %d cores, %.0f GB memory, %s %s, %s",
            Runtime.getRuntime().availableProcessors(),
            field("/proc/meminfo", "MemTotal") / 1024 / 1024,
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("os.arch")),
        "JDK: "
            + System.getProperty("java.vendor.version")
            + ", runner's flags as in `functions/local/pom.xml`",
        String.format(
            Locale.ROOT,
            "Load average (1 min) when the run began: %.1f; when it ended, its own load included:"
                + " %.1f",
            loadBefore,
            load()));
  }

  /** Processes running or waiting to run, mean of the last minute. */
  static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  /** Memory of a process in RAM, MB. */
  static double residentMegabytes(long processId) throws IOException {
    return field("/proc/" + processId + "/status", "VmRSS") / 1024;
  }

  /** A figure in kB from a file of {@code Name: value kB} lines. */
  private static double field(String file, String name) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(name + ":"))
          .map(line -> line.replaceAll("[^0-9]", ""))
          .mapToDouble(Double::parseDouble)
          .findFirst()
          .orElseThrow(() -> new IOException(file + " has no " + name));
    }
  }
}
