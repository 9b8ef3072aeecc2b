/** Metrics as tests read them. */
@NullMarked
package dev.modelroute.testkit.metric;

import org.jspecify.annotations.NullMarked;
