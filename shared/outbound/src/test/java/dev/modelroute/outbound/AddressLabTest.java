package dev.modelroute.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.modelroute.core.webhook.Cidr;
import dev.modelroute.core.webhook.FailureClass;
import dev.modelroute.core.webhook.TargetAddress;
import dev.modelroute.core.webhook.TargetAddress.Checked;
import dev.modelroute.core.webhook.WebhookSender.Outcome;
import dev.modelroute.testkit.webhook.ScriptedReceiver;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * WT5: the 26 special ranges, each by its first, middle and last address, in every way an address
 * can be written or answered. A receiver that counts connections stands in for what is inside.
 */
class AddressLabTest {
  private static final List<String> RANGES =
      List.of(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "168.63.129.16/32",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.31.196.0/24",
          "192.52.193.0/24",
          "192.88.99.0/24",
          "192.175.48.0/24",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4",
          // The 20th: everything outside 2000::/3, by its two halves; NAT64, link-local and unique
          // local addresses lie in them.
          "::/3",
          "4000::/2",
          "2001::/23",
          "2001:db8::/32",
          "2002::/16",
          "2620:4f:8000::/48",
          "3ffe::/16",
          "3fff::/20");

  /** Public addresses beside a range, where there is one on that side. */
  private static final List<String> NEIGHBOURS =
      List.of(
          "1.0.0.0",
          "9.255.255.255",
          "11.0.0.0",
          "100.63.255.255",
          "100.128.0.0",
          "126.255.255.255",
          "128.0.0.0",
          "169.253.255.255",
          "169.255.0.0",
          "172.15.255.255",
          "172.32.0.0",
          "192.167.255.255",
          "192.169.0.0",
          "168.63.129.15",
          "168.63.129.17",
          "192.0.1.0",
          "192.0.3.0",
          "198.17.255.255",
          "198.20.0.0",
          "223.255.255.255",
          "2000::",
          "2001:200::",
          "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff",
          "2001:db9::",
          "2003::",
          "3ffd:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
          "3fff:1000::");

  private static final Duration DEADLINE = Duration.ofSeconds(5);

  private final ScriptedReceiver receiver = ScriptedReceiver.start();
  private final Map<String, List<String>> names = new ConcurrentHashMap<>();
  private final GuardedHttpClient http = Outside.client(Outside.GUARDED, this::resolve);
  private final HttpWebhookSender sender = new HttpWebhookSender(http);

  @AfterEach
  void close() {
    http.close();
    receiver.close();
  }

  @Test
  void no_way_of_writing_a_special_address_passes_the_check_or_connects() {
    int forms = 0;
    for (String range : RANGES) {
      for (InetAddress address : samples(range)) {
        for (var form : written(address).entrySet()) {
          String row = range + " " + form.getKey() + " " + form.getValue();
          refusedByText("http://" + form.getValue() + "/", row);
          blocked(form.getValue(), row);
          forms++;
        }
      }
    }
    assertEquals(19 * 3 * 10 + 8 * 3 * 2, forms);
    assertEquals(0, receiver.connections());
  }

  @Test
  void no_name_leads_to_a_special_address_alone_or_among_public_ones_or_at_second_sight() {
    for (String range : RANGES) {
      for (InetAddress address : samples(range)) {
        String bad = address.getHostAddress();
        for (List<String> answers :
            List.of(
                List.of(bad),
                List.of("8.8.8.8", bad),
                List.of(bad, "8.8.8.8"),
                List.of("2606:4700::1111", bad, "8.8.8.8"))) {
          names.put("target.example.com", answers);
          blocked("target.example.com", range + " answers " + answers);
        }
        var rebinding = new GuardedDnsResolver(Outside.GUARDED, Outside.rebinding("8.8.8.8", bad));
        assertEquals("8.8.8.8", resolved(rebinding), range);
        assertEquals("blocked address", resolved(rebinding), range);
      }
    }
    assertEquals(0, receiver.connections());
  }

  @Test
  void an_ipv4_address_wrapped_in_an_answer_is_unwrapped() throws UnknownHostException {
    for (String range : RANGES.subList(0, 19)) {
      for (InetAddress address : samples(range)) {
        for (String prefix : List.of("00000000000000000000ffff", "0064ff9b0000000000000000")) {
          byte[] wrapped =
              java.util.HexFormat.of()
                  .parseHex(prefix + java.util.HexFormat.of().formatHex(address.getAddress()));
          NameResolver answer = host -> List.of(InetAddress.getByAddress("x", wrapped));
          var resolver = new GuardedDnsResolver(Outside.GUARDED, answer);
          assertEquals("blocked address", resolved(resolver), range + " in " + prefix);
        }
      }
    }
  }

  @Test
  void the_public_neighbours_of_a_range_pass() {
    for (String address : NEIGHBOURS) {
      String host = address.indexOf(':') >= 0 ? "[" + address + "]" : address;
      assertInstanceOf(
          Checked.Allowed.class,
          TargetAddress.check("http://" + host + "/", Outside.GUARDED),
          address);
      var resolver = new GuardedDnsResolver(Outside.GUARDED, Outside.answering(address));
      assertEquals(InetAddress.ofLiteral(address).getHostAddress(), resolved(resolver), address);
    }
  }

  private void refusedByText(String url, String row) {
    assertInstanceOf(Checked.Refused.class, TargetAddress.check(url, Outside.GUARDED), row);
  }

  private void blocked(String host, String row) {
    String url = "http://" + host + ":" + receiver.port() + "/";
    assertEquals(
        Outcome.Refused.without(FailureClass.BLOCKED_ADDRESS),
        sender.post(url, Map.of(), new byte[0], DEADLINE),
        row);
  }

  private List<InetAddress> resolve(String host) throws UnknownHostException {
    List<String> answers = names.get(host);
    if (answers == null) {
      return NameResolver.SYSTEM.resolve(host);
    }
    return answers.stream().map(InetAddress::ofLiteral).toList();
  }

  private static String resolved(GuardedDnsResolver resolver) {
    try {
      return resolver.resolve("example.com")[0].getHostAddress();
    } catch (UnknownHostException refused) {
      return String.valueOf(refused.getMessage());
    }
  }

  private static List<InetAddress> samples(String range) {
    byte[] first = Cidr.of(range).first();
    byte[] last = Cidr.of(range).last();
    BigInteger sum = new BigInteger(1, first).add(new BigInteger(1, last));
    byte[] half = sum.shiftRight(1).toByteArray();
    byte[] middle = new byte[first.length];
    for (int i = 1; i <= Math.min(half.length, middle.length); i++) {
      middle[middle.length - i] = half[half.length - i];
    }
    var samples = new ArrayList<InetAddress>();
    for (byte[] address : List.of(first, middle, last)) {
      try {
        samples.add(InetAddress.getByAddress(address));
      } catch (UnknownHostException impossible) {
        throw new AssertionError(impossible);
      }
    }
    return samples;
  }

  /** Every way to write it as the host of a URL, by name. */
  private static Map<String, String> written(InetAddress address) {
    var forms = new LinkedHashMap<String, String>();
    byte[] bytes = address.getAddress();
    if (bytes.length > 4) {
      String literal = "[" + address.getHostAddress() + "]";
      forms.put("literal", literal);
      forms.put("userinfo", "user@" + literal);
      return forms;
    }
    int[] parts = new int[4];
    for (int i = 0; i < 4; i++) {
      parts[i] = Byte.toUnsignedInt(bytes[i]);
    }
    String literal = address.getHostAddress();
    long number = new BigInteger(1, bytes).longValue();
    forms.put("literal", literal);
    forms.put("trailing dot", literal + ".");
    forms.put("userinfo", "example.com@" + literal);
    forms.put("decimal", Long.toString(number));
    forms.put("hex", "0x" + Long.toHexString(number));
    forms.put("octal", "0%o.0%o.0%o.0%o".formatted(parts[0], parts[1], parts[2], parts[3]));
    forms.put("short", parts[0] + "." + (number & 0xFFFFFF));
    forms.put("mapped", "[::ffff:" + literal + "]");
    forms.put("NAT64", "[64:ff9b::" + literal + "]");
    forms.put("digits of another script", fullWidth(literal));
    return forms;
  }

  private static String fullWidth(String text) {
    var wide = new StringBuilder();
    text.chars().forEach(c -> wide.append(c == '.' ? '.' : (char) (c - '0' + '\uFF10')));
    return wide.toString();
  }
}
