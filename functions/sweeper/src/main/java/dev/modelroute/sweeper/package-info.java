/** What runs each minute, so that nothing depends on one call after a commit having happened. */
@NullMarked
package dev.modelroute.sweeper;

import org.jspecify.annotations.NullMarked;
