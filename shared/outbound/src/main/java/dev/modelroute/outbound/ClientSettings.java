package dev.modelroute.outbound;

import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.Timeout;

/** Everything the library would do on its own, switched off. */
final class ClientSettings {
  private static final int MAX_LINE_BYTES = 8_192;
  private static final int MAX_HEADERS = 100;
  private static final int MAX_EMPTY_LINES = 10;
  private static final int MAX_CONNECTIONS = 512;
  private static final Timeout CONNECT = Timeout.of(5, TimeUnit.SECONDS);

  /** Longer than any deadline of ours: only frees threads whose caller has left. */
  private static final Timeout SILENCE = Timeout.of(60, TimeUnit.SECONDS);

  private ClientSettings() {}

  static CloseableHttpClient client(DnsResolver resolver, SSLContext tls) {
    return HttpClients.custom()
        .setConnectionManager(connections(resolver, tls))
        .setDefaultRequestConfig(requests())
        // Never a proxy: it would resolve names itself, behind the guard.
        .setRoutePlanner(new DefaultRoutePlanner(DefaultSchemePortResolver.INSTANCE))
        .setConnectionReuseStrategy((request, response, context) -> false)
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .disableConnectionState()
        .disableDefaultUserAgent()
        .build();
  }

  private static PoolingHttpClientConnectionManager connections(
      DnsResolver resolver, SSLContext tls) {
    // The library's own limits on lines and headers are "none".
    Http1Config limits =
        Http1Config.custom()
            .setMaxLineLength(MAX_LINE_BYTES)
            .setMaxHeaderCount(MAX_HEADERS)
            .setMaxEmptyLineCount(MAX_EMPTY_LINES)
            .build();
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setDnsResolver(resolver)
        .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder().http1Config(limits).build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom().setConnectTimeout(CONNECT).setSocketTimeout(SILENCE).build())
        .setMaxConnTotal(MAX_CONNECTIONS)
        .setMaxConnPerRoute(MAX_CONNECTIONS)
        .build();
  }

  private static RequestConfig requests() {
    return RequestConfig.custom()
        .setRedirectsEnabled(false)
        .setAuthenticationEnabled(false)
        .setContentCompressionEnabled(false)
        .setExpectContinueEnabled(false)
        .setProtocolUpgradeEnabled(false)
        .setConnectionRequestTimeout(CONNECT)
        .setResponseTimeout(SILENCE)
        .build();
  }
}
