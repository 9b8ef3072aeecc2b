package dev.modelroute.outbound;

import dev.modelroute.core.webhook.AddressPolicy;
import dev.modelroute.core.webhook.Cidr;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** Clients for tests: loopback allowed or not, names answered by hand. */
final class Outside {
  /** What the local run sets: plain HTTP to loopback. */
  static final AddressPolicy LOOPBACK =
      new AddressPolicy(true, Set.of(), List.of(Cidr.of("127.0.0.0/8"), Cidr.of("::1")));

  /** The standard addresses on any port by plain HTTP, so that only the address can refuse. */
  static final AddressPolicy GUARDED = new AddressPolicy(true, Set.of(), List.of());

  private Outside() {}

  static GuardedHttpClient loopback() {
    return client(LOOPBACK, NameResolver.SYSTEM);
  }

  static GuardedHttpClient client(AddressPolicy policy, NameResolver names) {
    try {
      return new GuardedHttpClient(policy, names, SSLContext.getDefault());
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Always the same answers. */
  static NameResolver answering(String... literals) {
    return host -> addresses(literals);
  }

  /** One answer the first time, another one ever after. */
  static NameResolver rebinding(String first, String later) {
    var calls = new AtomicInteger();
    return host -> addresses(calls.getAndIncrement() == 0 ? first : later);
  }

  static NameResolver unknown() {
    return host -> {
      throw new UnknownHostException(host);
    };
  }

  private static List<InetAddress> addresses(String... literals) {
    return List.of(literals).stream().map(InetAddress::ofLiteral).toList();
  }
}
