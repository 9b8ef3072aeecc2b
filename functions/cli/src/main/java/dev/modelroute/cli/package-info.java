/**
 * The command line for developers of receivers. It talks to the public API over HTTP and knows
 * nothing of what is behind it.
 */
@NullMarked
package dev.modelroute.cli;

import org.jspecify.annotations.NullMarked;
