package dev.modelroute.api;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.function.BinaryTypeConfiguration;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Which answers leave as base64: all but our own JSON. A list of binary types would spoil the files
 * of every type that is not on it.
 */
@Singleton
@Replaces(BinaryTypeConfiguration.class)
final class BinaryTypes extends BinaryTypeConfiguration {
  @Override
  public boolean isMediaTypeBinary(@Nullable String mediaType) {
    return mediaType != null && !mediaType.equals(MediaType.APPLICATION_JSON);
  }
}
