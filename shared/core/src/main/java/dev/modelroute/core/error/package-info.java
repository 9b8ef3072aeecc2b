/** The twelve codes an execution may fail with, and what a request may be refused with. */
@NullMarked
package dev.modelroute.core.error;

import org.jspecify.annotations.NullMarked;
