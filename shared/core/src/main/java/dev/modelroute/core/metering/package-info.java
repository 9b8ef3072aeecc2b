/**
 * What stored bytes cost: {@link dev.modelroute.core.metering.StorageMeter} counts bytes over time,
 * a {@link dev.modelroute.core.metering.StorageBill} turns them into a charge each thirty days.
 */
@NullMarked
package dev.modelroute.core.metering;

import org.jspecify.annotations.NullMarked;
