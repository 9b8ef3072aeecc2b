package dev.modelroute.core.catalog;

/**
 * How a route takes input files: bytes in the request, or a short-lived link to an internal copy.
 */
public enum FileMode {
  INLINE,
  LINK
}
