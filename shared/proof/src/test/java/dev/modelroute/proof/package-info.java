/**
 * Everything that may go wrong with money and state, tried out: crashes, zombies, interleavings,
 * random histories, faulty connections. After each the invariants I1 to I7 hold, and a settle that
 * is wrong on purpose is caught.
 */
@NullMarked
package dev.modelroute.proof;

import org.jspecify.annotations.NullMarked;
