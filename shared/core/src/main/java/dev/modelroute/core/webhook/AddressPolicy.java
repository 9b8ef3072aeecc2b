package dev.modelroute.core.webhook;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which addresses may be called that a caller or a provider named. Special-purpose ranges (the IANA
 * registries of RFC 6890) are blocked; the JDK's own predicates miss most of them.
 *
 * @param allowHttp whether plain {@code http} is allowed besides {@code https}
 * @param ports allowed ports; empty = every port
 * @param allowedCidrs blocked ranges that are allowed after all, for receivers in a private
 *     network; never opens an address that serves instance metadata
 */
public record AddressPolicy(boolean allowHttp, Set<Integer> ports, List<Cidr> allowedCidrs) {
  /** {@code https} to port 443 of public addresses. */
  public static final AddressPolicy STANDARD = new AddressPolicy(false, Set.of(443), List.of());

  /** Blocked IPv4 ranges, and the blocked parts of the one IPv6 range that is public. */
  static final List<Cidr> BLOCKED =
      ranges(
          // This network, private, carrier NAT, loopback, link-local, a cloud's platform address.
          "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12"
              + " 192.168.0.0/16 168.63.129.16/32"
              // Protocol assignments, documentation, AS112, AMT, 6to4 relay.
              + " 192.0.0.0/24 192.0.2.0/24 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24"
              // AS112, benchmarking, documentation, multicast, reserved with broadcast.
              + " 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4"
              + " 240.0.0.0/4"
              // Teredo, benchmarking, ORCHID; documentation; 6to4; AS112; old test net;
              // documentation.
              + " 2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3ffe::/16 3fff::/20");

  /** What no setting can open: instance metadata and platform services of several clouds. */
  static final List<Cidr> NEVER =
      ranges(
          "169.254.0.0/16 fe80::/10 fd00:ec2::/32 fd20:ce::/64 100.100.100.200 168.63.129.16"
              + " 192.0.0.192");

  private static final Cidr GLOBAL_UNICAST_V6 = Cidr.of("2000::/3");
  private static final Cidr NAT64 = Cidr.of("64:ff9b::/96");
  private static final int V6_BYTES = 16;
  private static final int EMBEDDED_V4_AT = 12;

  public AddressPolicy {
    ports = Set.copyOf(ports);
    allowedCidrs = List.copyOf(allowedCidrs);
  }

  /** Whether no connection to this address may be made. */
  public boolean blocked(InetAddress address) {
    return blocked(unmapped(address.getAddress()));
  }

  private boolean blocked(byte[] address) {
    if (contains(NEVER, address)) {
      return true;
    }
    // A NAT64 gateway connects to the IPv4 address inside, so that one has to pass as well.
    if (NAT64.contains(address)
        && blocked(Arrays.copyOfRange(address, EMBEDDED_V4_AT, address.length))) {
      return true;
    }
    return special(address) && !contains(allowedCidrs, address);
  }

  private static boolean special(byte[] address) {
    return (address.length == V6_BYTES && !GLOBAL_UNICAST_V6.contains(address))
        || contains(BLOCKED, address);
  }

  /** The IPv4 address in {@code ::ffff:0:0/96}; other addresses as they are. */
  private static byte[] unmapped(byte[] address) {
    if (address.length != V6_BYTES || address[10] != -1 || address[11] != -1) {
      return address;
    }
    for (int i = 0; i < 10; i++) {
      if (address[i] != 0) {
        return address;
      }
    }
    return Arrays.copyOfRange(address, EMBEDDED_V4_AT, address.length);
  }

  private static boolean contains(List<Cidr> ranges, byte[] address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }

  private static List<Cidr> ranges(String texts) {
    return Stream.of(texts.split(" ", -1)).map(Cidr::of).toList();
  }
}
