package dev.modelroute.core.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AddressPolicyTest {
  /** Range, then whether the address before it and after it is public. */
  private static final String RANGES =
      """
      0.0.0.0/8           -        public
      10.0.0.0/8          public   public
      100.64.0.0/10       public   public
      127.0.0.0/8         public   public
      168.63.129.16/32    public   public
      169.254.0.0/16      public   public
      172.16.0.0/12       public   public
      192.0.0.0/24        public   public
      192.0.2.0/24        public   public
      192.31.196.0/24     public   public
      192.52.193.0/24     public   public
      192.88.99.0/24      public   public
      192.168.0.0/16      public   public
      192.175.48.0/24     public   public
      198.18.0.0/15       public   public
      198.51.100.0/24     public   public
      203.0.113.0/24      public   public
      224.0.0.0/4         public   blocked
      240.0.0.0/4         blocked  -
      ::/3                -        public
      4000::/2            public   blocked
      8000::/1            blocked  -
      2001::/23           public   public
      2001:db8::/32       public   public
      2002::/16           public   public
      2620:4f:8000::/48   public   public
      3ffe::/16           public   blocked
      3fff::/20           blocked  public
      64:ff9b::/96        blocked  blocked
      64:ff9b:1::/48      blocked  blocked
      100::/64            blocked  blocked
      5f00::/16           blocked  blocked
      fc00::/7            blocked  blocked
      fe80::/10           blocked  blocked
      fec0::/10           blocked  blocked
      ff00::/8            blocked  -
      """;

  @Test
  void first_last_and_middle_of_a_range_are_blocked_and_its_public_neighbours_are_not() {
    for (String line : RANGES.lines().toList()) {
      String[] cells = line.split(" +", -1);
      Cidr range = Cidr.of(cells[0]);
      byte[] middle = range.first();
      middle[middle.length - 1] |= (byte) (range.last()[middle.length - 1] & 0x55);
      for (byte[] inside : List.of(range.first(), middle, range.last())) {
        assertTrue(blocked(inside), line + ": " + Arrays.toString(inside));
      }
      neighbour(line, cells[1], range.first(), -1);
      neighbour(line, cells[2], range.last(), 1);
    }
  }

  private static void neighbour(String line, String expected, byte[] edge, int step) {
    if (!expected.equals("-")) {
      byte[] address = moved(edge, step);
      assertEquals(expected.equals("blocked"), blocked(address), line + ", step " + step);
    }
  }

  @Test
  void an_ipv4_address_inside_an_ipv6_one_counts_as_itself() {
    for (String line : RANGES.lines().filter(row -> row.contains(".")).toList()) {
      byte[] first = Cidr.of(line.split(" ", -1)[0]).first();
      byte[] mapped = new byte[16];
      mapped[10] = -1;
      mapped[11] = -1;
      System.arraycopy(first, 0, mapped, 12, 4);
      assertTrue(blocked(mapped), line);
    }
  }

  @Test
  void no_setting_opens_addresses_of_metadata() {
    var open = new AddressPolicy(true, Set.of(), List.of(Cidr.of("0.0.0.0/0"), Cidr.of("::/0")));
    for (String address :
        List.of(
            "169.254.169.254",
            "169.254.170.2",
            "169.254.170.23",
            "169.254.0.1",
            "fe80::a9fe:a9fe",
            "fd00:ec2::254",
            "fd20:ce::254",
            "100.100.100.200",
            "168.63.129.16",
            "192.0.0.192",
            "::ffff:169.254.169.254",
            "64:ff9b::169.254.169.254")) {
      assertTrue(open.blocked(InetAddress.ofLiteral(address)), address);
    }
    for (String address : List.of("127.0.0.1", "10.0.0.1", "::1", "fd12::1", "64:ff9b::10.0.0.1")) {
      assertFalse(open.blocked(InetAddress.ofLiteral(address)), address);
    }
  }

  @Test
  void an_open_nat64_range_still_blocks_what_is_blocked_behind_it() {
    var policy = new AddressPolicy(false, Set.of(443), List.of(Cidr.of("64:ff9b::/96")));
    assertFalse(policy.blocked(InetAddress.ofLiteral("64:ff9b::8.8.8.8")));
    assertTrue(policy.blocked(InetAddress.ofLiteral("64:ff9b::10.0.0.1")));
  }

  private static boolean blocked(byte[] address) {
    try {
      return AddressPolicy.STANDARD.blocked(InetAddress.getByAddress(address));
    } catch (UnknownHostException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static byte[] moved(byte[] address, int step) {
    byte[] sum = new BigInteger(1, address).add(BigInteger.valueOf(step)).toByteArray();
    byte[] moved = new byte[address.length];
    for (int i = 1; i <= Math.min(sum.length, moved.length); i++) {
      moved[moved.length - i] = sum[sum.length - i];
    }
    return moved;
  }
}
