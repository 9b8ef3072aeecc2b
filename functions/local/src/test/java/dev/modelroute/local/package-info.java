/** Adapters against what the local runner puts in AWS's place. */
@NullMarked
package dev.modelroute.local;

import org.jspecify.annotations.NullMarked;
