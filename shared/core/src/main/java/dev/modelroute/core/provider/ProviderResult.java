package dev.modelroute.core.provider;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a provider answered to a submit or a poll. */
public sealed interface ProviderResult {

  /** The result. */
  record Succeeded(ProviderOutput output) implements ProviderResult {}

  /** A submit's answer: the job is taken and will be asked for, or calls back. */
  record Accepted(ProviderJob job) implements ProviderResult {}

  /**
   * A poll's answer: not done yet.
   *
   * @param retryAfter when to ask again, if the provider said so
   */
  record Running(@Nullable Duration retryAfter) implements ProviderResult {}

  /** No result. */
  record Failed(AttemptFailure failure) implements ProviderResult {}
}
