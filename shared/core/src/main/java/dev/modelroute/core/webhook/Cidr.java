package dev.modelroute.core.webhook;

import java.net.InetAddress;
import java.util.Arrays;

/** A range of IPv4 or IPv6 addresses: {@code 10.0.0.0/8}, {@code fd00:ec2::/32}. */
public final class Cidr {
  private final byte[] network;
  private final int prefixBits;

  private Cidr(byte[] network, int prefixBits) {
    this.network = network;
    this.prefixBits = prefixBits;
  }

  /**
   * Reads a range; a bare address is a range of one.
   *
   * @throws IllegalArgumentException when it is none: a name, a prefix too long, host bits set
   */
  public static Cidr of(String text) {
    int slash = text.indexOf('/');
    byte[] network =
        InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash)).getAddress();
    int prefixBits = slash < 0 ? network.length * 8 : Integer.parseInt(text.substring(slash + 1));
    if (prefixBits < 0 || prefixBits > network.length * 8) {
      throw new IllegalArgumentException("prefix of a range out of bounds");
    }
    var cidr = new Cidr(network, prefixBits);
    if (!Arrays.equals(cidr.first(), network)) {
      throw new IllegalArgumentException("a range must start at its network address");
    }
    return cidr;
  }

  /** Whether an address of 4 or 16 bytes lies in this range; false for the other family. */
  public boolean contains(byte[] address) {
    if (address.length != network.length) {
      return false;
    }
    int whole = prefixBits / 8;
    if (!Arrays.equals(address, 0, whole, network, 0, whole)) {
      return false;
    }
    int rest = prefixBits % 8;
    return rest == 0 || ((address[whole] ^ network[whole]) & (0xFF << (8 - rest)) & 0xFF) == 0;
  }

  /** The lowest address of the range. */
  public byte[] first() {
    return edge(false);
  }

  /** The highest address of the range. */
  public byte[] last() {
    return edge(true);
  }

  private byte[] edge(boolean ones) {
    byte[] address = network.clone();
    for (int bit = prefixBits; bit < address.length * 8; bit++) {
      int mask = 0x80 >> (bit % 8);
      address[bit / 8] = (byte) (ones ? address[bit / 8] | mask : address[bit / 8] & ~mask);
    }
    return address;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cidr that
        && prefixBits == that.prefixBits
        && Arrays.equals(network, that.network);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(network) * 31 + prefixBits;
  }
}
