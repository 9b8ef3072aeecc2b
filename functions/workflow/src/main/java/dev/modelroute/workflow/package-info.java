/** One handler per state of {@code execution.asl.json}, and the consumer of poll reminders. */
@NullMarked
package dev.modelroute.workflow;

import org.jspecify.annotations.NullMarked;
