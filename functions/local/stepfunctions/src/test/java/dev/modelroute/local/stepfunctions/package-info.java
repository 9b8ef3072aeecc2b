/** Tests of the local state machine runner, on virtual time. */
@NullMarked
package dev.modelroute.local.stepfunctions;

import org.jspecify.annotations.NullMarked;
