/** The queue ports on SQS, and the shapes of their messages. */
@NullMarked
package dev.modelroute.aws.sqs;

import org.jspecify.annotations.NullMarked;
