package dev.modelroute.outbound;

import java.net.UnknownHostException;

/** A name resolved to an address that may not be called. Tells neither. */
final class BlockedAddressException extends UnknownHostException {
  BlockedAddressException() {
    super("blocked address");
  }
}
