package dev.modelroute.core.id;

import java.util.UUID;

/**
 * Where new identifiers come from: random and time-ordered in production, a counted sequence in
 * tests.
 */
@FunctionalInterface
public interface IdSource {
  UUID next();
}
