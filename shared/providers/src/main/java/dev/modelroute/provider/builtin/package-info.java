/**
 * Real work done in this process, without an account anywhere: images are scaled and converted with
 * {@link javax.imageio} and a resampling filter of our own. Nothing here touches a display.
 */
@NullMarked
package dev.modelroute.provider.builtin;

import org.jspecify.annotations.NullMarked;
