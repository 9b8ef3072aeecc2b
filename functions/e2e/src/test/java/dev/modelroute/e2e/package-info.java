/**
 * Black-box tests: everything goes through HTTP, as a caller's program would. They run on a local
 * platform of their own, or on the one {@code MODELROUTE_URL} names (with {@code
 * MODELROUTE_ADMIN_KEY}); organisations and keys they make themselves.
 */
@NullMarked
package dev.modelroute.e2e;

import org.jspecify.annotations.NullMarked;
