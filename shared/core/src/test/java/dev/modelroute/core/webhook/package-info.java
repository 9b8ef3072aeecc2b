/** Tests of address rules, signatures, schedules and secrets. */
@NullMarked
package dev.modelroute.core.webhook;

import org.jspecify.annotations.NullMarked;
