package dev.modelroute.core.file;

import java.net.URI;
import java.time.Instant;

/** A URL that serves a file to whoever has it, until it expires. */
public record ReadUrl(URI url, Instant expiresAt, StoredFile file) {}
