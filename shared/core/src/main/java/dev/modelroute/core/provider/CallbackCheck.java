package dev.modelroute.core.provider;

/**
 * Whether a callback is the provider's. Even a trusted one is only a hint to fetch the result by
 * our own GET.
 */
public enum CallbackCheck {
  TRUSTED,
  /** The provider signs nothing; the token alone speaks for it. */
  UNSIGNED,
  FORGED
}
