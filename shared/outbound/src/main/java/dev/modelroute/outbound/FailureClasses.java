package dev.modelroute.outbound;

import dev.modelroute.core.webhook.FailureClass;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.MessageConstraintException;

/** From the library's exceptions to our words. */
final class FailureClasses {
  private FailureClasses() {}

  static FailureClass of(IOException failure) {
    return switch (failure) {
      case BlockedAddressException ignored -> FailureClass.BLOCKED_ADDRESS;
      case UnknownHostException ignored -> FailureClass.DNS;
      case ConnectTimeoutException ignored -> FailureClass.CONNECT;
      case ConnectException ignored -> FailureClass.CONNECT;
      case NoRouteToHostException ignored -> FailureClass.CONNECT;
      case ConnectionRequestTimeoutException ignored -> FailureClass.TIMEOUT;
      case SocketTimeoutException ignored -> FailureClass.TIMEOUT;
      case SSLException ignored -> FailureClass.TLS;
      case MessageConstraintException ignored -> FailureClass.TOO_LARGE;
      // No HTTP, or a connection that broke: the other side's doing either way.
      case IOException ignored -> FailureClass.PROTOCOL;
    };
  }
}
