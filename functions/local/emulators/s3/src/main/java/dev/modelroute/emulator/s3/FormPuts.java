package dev.modelroute.emulator.s3;

import java.lang.reflect.Field;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.shaded.org.eclipse.jetty.http.HttpField;
import org.gaul.shaded.org.eclipse.jetty.http.HttpFields;
import org.gaul.shaded.org.eclipse.jetty.http.HttpHeader;
import org.gaul.shaded.org.eclipse.jetty.server.Connector;
import org.gaul.shaded.org.eclipse.jetty.server.HttpConfiguration;
import org.gaul.shaded.org.eclipse.jetty.server.HttpConnectionFactory;
import org.gaul.shaded.org.eclipse.jetty.server.Request;
import org.gaul.shaded.org.eclipse.jetty.server.Server;

/**
 * Lets {@code curl -X PUT --data-binary} through, as S3 does. curl calls such a body a web form,
 * and the servlet engine then reads the photograph as form fields and refuses it; on a PUT that
 * header says nothing here, so it is dropped.
 */
final class FormPuts implements HttpConfiguration.Customizer {
  private static final String FORM = "application/x-www-form-urlencoded";

  private FormPuts() {}

  /** Must come before {@code start}. */
  static void allow(S3Proxy proxy) throws ReflectiveOperationException {
    Field field = S3Proxy.class.getDeclaredField("server");
    field.setAccessible(true);
    Server server = (Server) field.get(proxy);
    for (Connector connector : server.getConnectors()) {
      connector
          .getConnectionFactory(HttpConnectionFactory.class)
          .getHttpConfiguration()
          .addCustomizer(new FormPuts());
    }
  }

  @Override
  public Request customize(Request request, HttpFields.Mutable responseHeaders) {
    HttpField type = request.getHeaders().getField(HttpHeader.CONTENT_TYPE);
    boolean formPut =
        request.getMethod().equals("PUT") && type != null && type.getValue().startsWith(FORM);
    return formPut ? new Untyped(request) : request;
  }

  private static final class Untyped extends Request.Wrapper {
    private final HttpFields headers;

    Untyped(Request request) {
      super(request);
      headers =
          HttpFields.build(request.getHeaders()).remove(HttpHeader.CONTENT_TYPE).asImmutable();
    }

    @Override
    public HttpFields getHeaders() {
      return headers;
    }
  }
}
