/** Rules over the whole repository: format, size, text, names and the direction of dependencies. */
@NullMarked
package dev.modelroute.rules;

import org.jspecify.annotations.NullMarked;
