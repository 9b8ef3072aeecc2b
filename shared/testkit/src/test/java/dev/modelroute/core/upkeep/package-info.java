/** The sweeper's use cases, played on the in-memory twins. */
@NullMarked
package dev.modelroute.core.upkeep;

import org.jspecify.annotations.NullMarked;
