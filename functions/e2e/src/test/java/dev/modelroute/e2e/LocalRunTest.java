package dev.modelroute.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How the process of a local run starts, listens and ends. */
final class LocalRunTest {
  private static final Path PROC = Path.of("/proc");
  private static final String LISTEN = "0A";

  /** 127.0.0.1 as an IPv4 socket and as an IPv6 one, in the kernel's byte order. */
  private static final Set<String> LOOPBACK =
      Set.of("0100007F", "0000000000000000FFFF00000100007F");

  @Test
  void it_listens_on_loopback_only_and_a_signal_ends_it() throws Exception {
    Path folder = Platform.scratch("run");
    try (LocalRun run = LocalRun.launch(folder, Map.of("MODELROUTE_PORT", "0"))) {
      String url = run.ready();
      Api api = Platform.operator(folder.resolve("keys.json"));
      assertEquals(url, api.url().toString());
      api.get("/v1/health").with(200);
      if (Files.isDirectory(PROC.resolve("self/fd"))) {
        Set<String> listening = listening(run.process().pid());
        assertTrue(listening.size() >= 4, () -> "API and three services, but: " + listening);
        assertEquals(
            List.of(),
            listening.stream()
                .filter(socket -> !LOOPBACK.contains(socket.substring(0, socket.indexOf(':'))))
                .toList());
      } else {
        System.out.println("LocalRunTest: sockets not looked at, there is no /proc");
      }
      run.process().destroy();
      assertTrue(run.process().waitFor(30, TimeUnit.SECONDS), "still running after the signal");
    }
  }

  @Test
  void a_taken_port_ends_it_with_one_clear_line() throws Exception {
    Path folder = Platform.scratch("taken");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
        LocalRun run =
            LocalRun.launch(
                folder, Map.of("MODELROUTE_PORT", Integer.toString(taken.getLocalPort())))) {
      assertTrue(run.process().waitFor(30, TimeUnit.SECONDS));
      assertEquals(1, run.process().exitValue());
      List<String> lines = Files.readAllLines(run.errors());
      assertEquals(1, lines.size(), lines::toString);
      assertTrue(lines.getFirst().startsWith("ModelRoute did not start: "), lines::toString);
      assertTrue(
          lines.getFirst().contains(Integer.toString(taken.getLocalPort())), lines::toString);
    }
  }

  @Test
  void a_setting_that_is_no_number_ends_it_with_one_clear_line() throws Exception {
    Path folder = Platform.scratch("wrong");
    try (LocalRun run = LocalRun.launch(folder, Map.of("MODELROUTE_PORT", "eighty"))) {
      assertTrue(run.process().waitFor(30, TimeUnit.SECONDS));
      assertEquals(1, run.process().exitValue());
      List<String> lines = Files.readAllLines(run.errors());
      assertEquals(1, lines.size(), lines::toString);
      assertTrue(lines.getFirst().contains("MODELROUTE_PORT"), lines::toString);
    }
  }

  /** Addresses ({@code hex address:hex port}) of the process's listening TCP sockets. */
  private static Set<String> listening(long pid) throws IOException {
    Path process = PROC.resolve(Long.toString(pid));
    Set<String> own = new HashSet<>();
    try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
      for (Path descriptor : descriptors.toList()) {
        String target = target(descriptor);
        if (target.startsWith("socket:[")) {
          own.add(target.substring("socket:[".length(), target.length() - 1));
        }
      }
    }
    Set<String> addresses = new TreeSet<>();
    for (String table : List.of("net/tcp", "net/tcp6")) {
      for (String line : Files.readAllLines(process.resolve(table))) {
        String[] columns = line.strip().split("\\s+", -1);
        if (columns[3].equals(LISTEN) && own.contains(columns[9])) {
          addresses.add(columns[1]);
        }
      }
    }
    return addresses;
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }
}
