/** Makes any call of a port fail, before or after it had its effect. */
@NullMarked
package dev.modelroute.testkit.crash;

import org.jspecify.annotations.NullMarked;
