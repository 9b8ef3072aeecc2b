/**
 * What every implementation of a port must do, as abstract test classes. A subclass per
 * implementation says how to make fresh stores and nothing else.
 */
@NullMarked
package dev.modelroute.testkit.contract;

import org.jspecify.annotations.NullMarked;
