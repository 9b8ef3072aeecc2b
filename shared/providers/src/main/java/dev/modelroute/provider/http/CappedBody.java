package dev.modelroute.provider.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Collects a body up to a cap, and stops reading there. */
final class CappedBody implements BodySubscriber<byte[]> {
  private final long maxBytes;
  private final boolean cut;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> result = new CompletableFuture<>();
  private @Nullable Subscription subscription;

  /**
   * @param cut whether a longer body is cut (errors) or fails (results)
   */
  CappedBody(long maxBytes, boolean cut) {
    this.maxBytes = maxBytes;
    this.cut = cut;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return result;
  }

  @Override
  public void onSubscribe(Subscription received) {
    subscription = received;
    received.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      int room = (int) Math.min(buffer.remaining(), maxBytes - bytes.size());
      boolean over = room < buffer.remaining();
      byte[] chunk = new byte[room];
      buffer.get(chunk);
      bytes.writeBytes(chunk);
      if (over) {
        stop();
        return;
      }
    }
  }

  @Override
  public void onError(Throwable failure) {
    result.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    result.complete(bytes.toByteArray());
  }

  private void stop() {
    if (cut) {
      result.complete(bytes.toByteArray());
    } else {
      result.completeExceptionally(new TooLargeException());
    }
    if (subscription != null) {
      subscription.cancel();
    }
  }

  /** A result's body was over its cap. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException() {
      super("the body is over its cap");
    }
  }
}
