/** Events, endpoints, signatures, deliveries and the ports that carry them. */
@NullMarked
package dev.modelroute.core.webhook;

import org.jspecify.annotations.NullMarked;
