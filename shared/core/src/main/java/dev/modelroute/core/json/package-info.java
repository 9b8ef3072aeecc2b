/** Our own immutable JSON tree: exact numbers, strict reading, canonical and compact writing. */
@NullMarked
package dev.modelroute.core.json;

import org.jspecify.annotations.NullMarked;
