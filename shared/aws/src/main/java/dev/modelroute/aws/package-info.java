/** Settings that all SDK clients share. */
@NullMarked
package dev.modelroute.aws;

import org.jspecify.annotations.NullMarked;
