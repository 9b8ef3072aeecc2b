package dev.modelroute.core.catalog;

/**
 * How a route takes input files: bytes, which its adapter opens inside its call and sends in the
 * body, as a part of a form, or to the provider's upload API; or a short-lived link to an internal
 * copy.
 */
public enum FileMode {
  INLINE,
  LINK
}
