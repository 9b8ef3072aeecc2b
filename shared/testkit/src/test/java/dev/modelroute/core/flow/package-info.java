/** The flow's use cases, played on the in-memory twins. */
@NullMarked
package dev.modelroute.core.flow;

import org.jspecify.annotations.NullMarked;
