/** Calls to addresses that callers and providers name: checked, bounded, never followed. */
@NullMarked
package dev.modelroute.outbound;

import org.jspecify.annotations.NullMarked;
