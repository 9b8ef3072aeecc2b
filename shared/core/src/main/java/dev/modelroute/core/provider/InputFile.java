package dev.modelroute.core.provider;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A file of the input, resolved for one attempt.
 *
 * @param contentType from the stored bytes
 * @param content always there
 * @param link a short-lived address of an internal copy for routes that take links; null for routes
 *     that take bytes
 */
public record InputFile(String contentType, ByteSource content, @Nullable URI link) {}
