package dev.modelroute.core.provider;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an adapter may know of the attempt it works for.
 *
 * @param idempotencyToken {@code <execution>:<attempt>}, for providers that take one
 * @param timeout the longest the call may take, from connect to last byte
 * @param callbackUrl where the provider should call back; null when no callback can reach us
 */
public record AttemptContext(
    String idempotencyToken, Duration timeout, @Nullable URI callbackUrl) {}
