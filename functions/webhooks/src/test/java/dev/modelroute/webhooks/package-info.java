/** Tests of the batch consumer, up to real HTTP on loopback. */
@NullMarked
package dev.modelroute.webhooks;

import org.jspecify.annotations.NullMarked;
