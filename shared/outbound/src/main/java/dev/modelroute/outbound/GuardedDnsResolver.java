package dev.modelroute.outbound;

import dev.modelroute.core.webhook.AddressPolicy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Stands between the client and the network: the client connects only to what this returns, so the
 * address checked is the address connected to. One bad answer of several refuses all of them.
 */
final class GuardedDnsResolver implements DnsResolver {
  private final AddressPolicy policy;
  private final NameResolver names;

  GuardedDnsResolver(AddressPolicy policy, NameResolver names) {
    this.policy = policy;
    this.names = names;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    List<InetAddress> answers = names.resolve(host);
    if (answers.isEmpty()) {
      throw new UnknownHostException("no address");
    }
    if (answers.stream().anyMatch(policy::blocked)) {
      throw new BlockedAddressException();
    }
    return answers.toArray(InetAddress[]::new);
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
