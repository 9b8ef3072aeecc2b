package dev.modelroute.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.modelroute.core.webhook.FailureClass;
import dev.modelroute.core.webhook.WebhookSender.Outcome;
import dev.modelroute.testkit.webhook.ScriptedReceiver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every way to an inner address ends before a connection. */
class GuardedDnsResolverTest {
  private static final Duration DEADLINE = Duration.ofSeconds(2);

  /** Addresses of special purpose, and loopback where a receiver really listens. */
  private static final List<String> SPECIAL =
      List.of(
          "0.0.0.0",
          "10.0.0.1",
          "100.64.0.1",
          "100.100.100.200",
          "127.0.0.1",
          "127.255.255.254",
          "168.63.129.16",
          "169.254.169.254",
          "169.254.170.2",
          "172.16.0.1",
          "172.31.255.255",
          "192.0.0.192",
          "192.0.2.1",
          "192.88.99.1",
          "192.168.0.1",
          "198.18.0.1",
          "198.51.100.1",
          "203.0.113.1",
          "224.0.0.1",
          "255.255.255.255",
          "::",
          "::1",
          "::ffff:127.0.0.1",
          "64:ff9b::7f00:1",
          "2002:7f00:1::",
          "fc00::1",
          "fd00:ec2::254",
          "fe80::1",
          "ff02::1");

  private final ScriptedReceiver receiver = ScriptedReceiver.start();

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void no_name_leads_to_a_special_address() {
    for (String address : SPECIAL) {
      blocked(Outside.answering(address), "example.com", address);
      blocked(Outside.answering("127.0.0.1", address), "example.com", "with loopback " + address);
      blocked(
          Outside.answering("8.8.8.8", address), "example.com", "after a public one " + address);
      blocked(
          Outside.answering(address, "8.8.8.8"), "example.com", "before a public one " + address);
    }
    assertEquals(0, receiver.connections());
  }

  @Test
  void no_literal_leads_to_a_special_address() {
    for (String address : SPECIAL) {
      String host = address.indexOf(':') >= 0 ? "[" + address + "]" : address;
      blocked(NameResolver.SYSTEM, host, host);
    }
    for (String trick :
        List.of(
            "2130706433",
            "0x7f000001",
            "0x7f.1",
            "0177.0.0.1",
            "127.1",
            "127.0.0.1.",
            "localhost",
            "localhost.",
            "a.localhost",
            "１２７.0.0.1",
            "user@127.0.0.1",
            "example.com@127.0.0.1")) {
      blocked(NameResolver.SYSTEM, trick, trick);
    }
    assertEquals(0, receiver.connections());
  }

  @Test
  void a_name_that_changes_its_answer_is_checked_each_time() {
    // The first answer is public: nothing listens there for us, so let the name be asked by hand.
    NameResolver names = Outside.rebinding("8.8.8.8", "127.0.0.1");
    var resolver = new GuardedDnsResolver(Outside.GUARDED, names);
    assertEquals("8.8.8.8", first(resolver));
    assertEquals("blocked address", first(resolver));
    blocked(names, "example.com", "the next connection");
    assertEquals(0, receiver.connections());
  }

  @Test
  void a_name_is_asked_once_per_connection() {
    var asked = new java.util.concurrent.atomic.AtomicInteger();
    NameResolver counting =
        host -> {
          asked.incrementAndGet();
          return Outside.answering("127.0.0.1").resolve(host);
        };
    try (var client = Outside.client(Outside.LOOPBACK, counting)) {
      var sender = new HttpWebhookSender(client);
      for (int call = 1; call <= 3; call++) {
        String url = "http://example.com:" + receiver.port() + "/";
        assertEquals(new Outcome.Taken(200), sender.post(url, Map.of(), new byte[0], DEADLINE));
        assertEquals(call, asked.get());
      }
    }
  }

  private void blocked(NameResolver names, String host, String row) {
    try (var client = Outside.client(Outside.GUARDED, names)) {
      String url = "http://" + host + ":" + receiver.port() + "/";
      assertEquals(
          Outcome.Refused.without(FailureClass.BLOCKED_ADDRESS),
          new HttpWebhookSender(client).post(url, Map.of(), new byte[0], DEADLINE),
          row);
    }
  }

  private static String first(GuardedDnsResolver resolver) {
    try {
      return resolver.resolve("example.com")[0].getHostAddress();
    } catch (java.net.UnknownHostException refused) {
      return String.valueOf(refused.getMessage());
    }
  }
}
