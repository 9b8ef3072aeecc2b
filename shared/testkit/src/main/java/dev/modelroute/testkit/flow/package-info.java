/** The whole flow of an execution over the in-memory twins, with providers that play a script. */
@NullMarked
package dev.modelroute.testkit.flow;

import org.jspecify.annotations.NullMarked;
