/** Time and ids that tests set themselves. */
@NullMarked
package dev.modelroute.testkit.time;

import org.jspecify.annotations.NullMarked;
