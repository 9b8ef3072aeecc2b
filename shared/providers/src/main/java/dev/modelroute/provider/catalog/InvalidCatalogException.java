package dev.modelroute.provider.catalog;

/** A catalogue file that must not be used; the message says where and why. */
public final class InvalidCatalogException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidCatalogException(String path, String problem) {
    super(path + ": " + problem);
  }
}
