/** Bounded load drivers, run by hand against a local run of their own: {@code mvn -Pbench}. */
@NullMarked
package dev.modelroute.bench;

import org.jspecify.annotations.NullMarked;
