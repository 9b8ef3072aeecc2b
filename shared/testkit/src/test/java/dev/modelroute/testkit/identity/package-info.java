/** Runs the verbs of organisations, keys and credit on the twins. */
@NullMarked
package dev.modelroute.testkit.identity;

import org.jspecify.annotations.NullMarked;
