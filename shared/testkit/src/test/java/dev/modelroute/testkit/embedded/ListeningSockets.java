package dev.modelroute.testkit.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Listening sockets as Linux tells them. */
final class ListeningSockets {
  /** False where there is no such table. */
  static final boolean READABLE = Files.exists(Path.of("/proc/self/net/tcp"));

  private static final String LISTEN = "0A";

  private ListeningSockets() {}

  /** Local addresses as the kernel writes them: hexadecimal host, colon, hexadecimal port. */
  static Set<String> ofThisProcess() throws IOException {
    Set<String> own = descriptors();
    Set<String> addresses = new HashSet<>();
    for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
      for (String line : Files.readAllLines(Path.of(table))) {
        String[] fields = line.trim().split("\\s+", -1);
        if (fields[3].equals(LISTEN) && own.contains("socket:[" + fields[9] + "]")) {
          addresses.add(fields[1]);
        }
      }
    }
    return addresses;
  }

  private static Set<String> descriptors() throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors
          .map(ListeningSockets::target)
          .flatMap(Optional::stream)
          .collect(Collectors.toSet());
    }
  }

  private static Optional<String> target(Path descriptor) {
    try {
      return Optional.of(Files.readSymbolicLink(descriptor).toString());
    } catch (IOException closedMeanwhile) {
      return Optional.empty();
    }
  }
}
