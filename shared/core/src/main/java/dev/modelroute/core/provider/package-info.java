/** The port every provider adapter implements, and the results it may give. */
@NullMarked
package dev.modelroute.core.provider;

import org.jspecify.annotations.NullMarked;
