package dev.modelroute.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;

/**
 * Holds requests until there is a function to answer them: the port, and so the URL, is known
 * before the function is made.
 */
final class FrontDoor implements RequestStreamHandler {
  private final CompletableFuture<RequestStreamHandler> function = new CompletableFuture<>();

  void open(RequestStreamHandler handler) {
    function.complete(handler);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    function.join().handleRequest(input, output, context);
  }
}
