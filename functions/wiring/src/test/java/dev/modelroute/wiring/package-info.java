/** The object graph as a stack would start it. */
@NullMarked
package dev.modelroute.wiring;

import org.jspecify.annotations.NullMarked;
