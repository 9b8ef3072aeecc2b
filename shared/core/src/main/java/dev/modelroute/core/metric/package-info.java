/** Numbers for dashboards and alarms. Nothing is decided by them. */
@NullMarked
package dev.modelroute.core.metric;

import org.jspecify.annotations.NullMarked;
