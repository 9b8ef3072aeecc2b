package dev.modelroute.provider.simulator;

import java.net.URI;
import java.util.Map;

/** Sends one POST; its answer and its failure interest nobody, so neither is reported. */
@FunctionalInterface
public interface CallbackCaller {
  void post(URI target, Map<String, String> headers, byte[] body);
}
