/**
 * The whole platform in one JVM: the deployed handlers, called with real event bytes, on embedded
 * AWS services and the deployed state machine file. Loopback only.
 */
@NullMarked
package dev.modelroute.local;

import org.jspecify.annotations.NullMarked;
