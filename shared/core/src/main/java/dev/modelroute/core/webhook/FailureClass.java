package dev.modelroute.core.webhook;

import java.util.Locale;

/** Why a call to an address that is not ours failed; tells no more, so that it can't be a probe. */
public enum FailureClass {
  /** The total deadline passed, whatever was going on. */
  TIMEOUT,
  CONNECT,
  TLS,
  DNS,
  /** The address may not be called; nothing was connected. */
  BLOCKED_ADDRESS,
  /** An answer outside 2xx and 3xx. */
  HTTP,
  /** 3xx: never followed. */
  REDIRECT,
  /** Head or body over its cap. */
  TOO_LARGE,
  /** No HTTP, or the connection broke. */
  PROTOCOL;

  /** The form on the wire and in rows: {@code blocked_address}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
