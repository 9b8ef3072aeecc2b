/** Prefixed identifiers, where new ones come from, digests, pages of lists. */
@NullMarked
package dev.modelroute.core.id;

import org.jspecify.annotations.NullMarked;
