/** Provider adapters, a package each; none knows another. */
@NullMarked
package dev.modelroute.provider;

import org.jspecify.annotations.NullMarked;
