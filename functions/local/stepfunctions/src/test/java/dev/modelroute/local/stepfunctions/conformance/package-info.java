/** Replays executions that AWS recorded, and compares. */
@NullMarked
package dev.modelroute.local.stepfunctions.conformance;

import org.jspecify.annotations.NullMarked;
