/** The sweeper's verbs: what makes an execution end when a call after a commit never happened. */
@NullMarked
package dev.modelroute.core.upkeep;

import org.jspecify.annotations.NullMarked;
