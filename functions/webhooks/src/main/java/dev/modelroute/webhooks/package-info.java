/** Consumes the webhook queue: fans events out to receivers, makes deliveries. */
@NullMarked
package dev.modelroute.webhooks;

import org.jspecify.annotations.NullMarked;
