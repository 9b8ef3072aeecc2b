/** One suite per port, run on its twin and on every adapter. */
@NullMarked
package dev.modelroute.testkit.contract;

import org.jspecify.annotations.NullMarked;
