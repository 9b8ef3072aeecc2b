package dev.modelroute.core.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class CidrTest {
  @Test
  void a_range_ends_at_its_last_address() {
    Cidr range = Cidr.of("172.16.0.0/12");
    assertTrue(range.contains(InetAddress.ofLiteral("172.16.0.0").getAddress()));
    assertTrue(range.contains(InetAddress.ofLiteral("172.31.255.255").getAddress()));
    assertFalse(range.contains(InetAddress.ofLiteral("172.32.0.0").getAddress()));
    assertFalse(range.contains(InetAddress.ofLiteral("172.15.255.255").getAddress()));
    assertFalse(range.contains(InetAddress.ofLiteral("::ac10:0").getAddress()));
  }

  @Test
  void a_bare_address_is_a_range_of_one() {
    assertEquals(Cidr.of("10.0.0.1/32"), Cidr.of("10.0.0.1"));
    assertTrue(Cidr.of("0.0.0.0/0").contains(InetAddress.ofLiteral("9.9.9.9").getAddress()));
  }

  @Test
  void a_text_that_is_no_range_is_refused() {
    for (String text : List.of("10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/-1", "example.com/8", "/8")) {
      assertThrows(IllegalArgumentException.class, () -> Cidr.of(text), text);
    }
  }
}
