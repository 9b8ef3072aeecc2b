/** One execution: its request, state, attempts, and the ports that store them. */
@NullMarked
package dev.modelroute.core.execution;

import org.jspecify.annotations.NullMarked;
