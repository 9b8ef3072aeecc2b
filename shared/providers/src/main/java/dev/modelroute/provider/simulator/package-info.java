/**
 * A provider that does nothing real, on purpose: its input says what should happen, and the same
 * input gives the same bytes every time. It ships with the product, so that everything can be tried
 * without an account.
 */
@NullMarked
package dev.modelroute.provider.simulator;

import org.jspecify.annotations.NullMarked;
