/** Creates tables and queues where no CloudFormation does: in tests and in the local run. */
@NullMarked
package dev.modelroute.aws.bootstrap;

import org.jspecify.annotations.NullMarked;
