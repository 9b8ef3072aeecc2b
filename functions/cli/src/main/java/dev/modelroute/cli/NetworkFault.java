package dev.modelroute.cli;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Why a request got no answer.
 *
 * @param kind as the API takes it for an attempt: {@code connect} or {@code timeout}
 * @param text for people
 */
record NetworkFault(String kind, String text) {
  private static final String CONNECT = "connect";
  private static final String TIMEOUT = "timeout";

  static NetworkFault of(Throwable thrown) {
    Throwable failure = thrown;
    while ((failure instanceof CompletionException || failure instanceof ExecutionException)
        && failure.getCause() != null) {
      failure = failure.getCause();
    }
    return switch (failure) {
      case HttpConnectTimeoutException ignored ->
          new NetworkFault(CONNECT, "no connection in time");
      case HttpTimeoutException ignored -> new NetworkFault(TIMEOUT, "no answer in time");
      case TimeoutException ignored -> new NetworkFault(TIMEOUT, "no answer in time");
      case UnknownHostException ignored -> new NetworkFault(CONNECT, "the host name is unknown");
      case ConnectException refused ->
          refused.getCause() instanceof UnresolvedAddressException
              ? new NetworkFault(CONNECT, "the host name is unknown")
              : new NetworkFault(CONNECT, "connection refused");
      case SSLException ignored -> new NetworkFault(CONNECT, "no TLS connection");
      case Throwable other -> new NetworkFault(CONNECT, "the connection broke");
    };
  }
}
