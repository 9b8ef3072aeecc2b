package dev.modelroute.provider.http;

import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.core.provider.CallbackCheck;
import dev.modelroute.core.provider.ProviderAdapter;
import dev.modelroute.core.provider.ProviderJob;
import dev.modelroute.core.provider.ProviderRequest;
import dev.modelroute.core.provider.ProviderResult;
import dev.modelroute.core.provider.RawCallback;
import dev.modelroute.provider.media.InlineFiles;

/**
 * A provider that answers in the reply to the submit: it has no jobs, calls nobody back, and has
 * nothing to cancel.
 */
public interface SyncAdapter extends ProviderAdapter {
  HttpTransport transport();

  Failures failures();

  /** The one request of a submit. */
  HttpCall call(ProviderRequest request);

  /** What an answer with whatever status came to. */
  ProviderResult read(ProviderRequest request, HttpReply reply);

  @Override
  default ProviderResult submit(ProviderRequest request) {
    // Files are counted before they are read: a whole one may be larger than the memory.
    long files = request.parts().values().stream().mapToLong(file -> file.content().length()).sum();
    if (files > InlineFiles.MAX_BYTES) {
      return failed(Failures.notSendable("the files are too large for this provider"));
    }
    HttpCall call = call(request);
    if (call.body().length > HttpCall.MAX_REQUEST_BYTES) {
      return failed(Failures.notSendable("the request is too large for this provider"));
    }
    return switch (transport().send(call)) {
      case Exchange.Answered answered -> read(request, answered.reply());
      case Exchange.NotSent notSent -> failed(failures().notSent(notSent));
      case Exchange.InDoubt inDoubt -> failed(failures().inDoubt(inDoubt));
    };
  }

  @Override
  default ProviderResult poll(ProviderJob job) {
    return failed(failures().noJob());
  }

  @Override
  default CallbackCheck verify(RawCallback callback) {
    return CallbackCheck.FORGED;
  }

  @Override
  default void cancel(ProviderJob job) {
    // No job outlives its reply.
  }

  private static ProviderResult failed(AttemptFailure failure) {
    return new ProviderResult.Failed(failure);
  }
}
