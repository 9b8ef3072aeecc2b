package dev.modelroute.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks up the addresses of a host name; a seam for tests, which must not ask a real server. */
@FunctionalInterface
public interface NameResolver {
  /** The system's own look-up. */
  NameResolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

  List<InetAddress> resolve(String host) throws UnknownHostException;
}
