package dev.modelroute.core.execution;

import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.core.provider.ProviderOutput;

/** What an attempt came to. */
public sealed interface AttemptOutcome {

  /** A result; its files are staged in our bucket or still at the provider. */
  record Succeeded(ProviderOutput output) implements AttemptOutcome {}

  /** No result, and why; the provider's own words are for the operator only. */
  record Failed(AttemptFailure failure) implements AttemptOutcome {}
}
