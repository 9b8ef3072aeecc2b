/**
 * The object graph: settings, AWS clients, ports and use cases, built by Micronaut, each only when
 * a function needs it.
 */
@NullMarked
package dev.modelroute.wiring;

import org.jspecify.annotations.NullMarked;
