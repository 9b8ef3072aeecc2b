/** Twins of the webhook ports, and a receiver on loopback that behaves as scripted. */
@NullMarked
package dev.modelroute.testkit.webhook;

import org.jspecify.annotations.NullMarked;
