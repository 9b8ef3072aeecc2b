/** Tests of the guarded client against a receiver on loopback. */
@NullMarked
package dev.modelroute.outbound;

import org.jspecify.annotations.NullMarked;
