/** The orchestrator port on Step Functions. */
@NullMarked
package dev.modelroute.aws.stepfunctions;

import org.jspecify.annotations.NullMarked;
