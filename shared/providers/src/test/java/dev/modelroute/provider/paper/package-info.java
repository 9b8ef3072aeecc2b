/**
 * A provider that exists in tests only: everything that adding one takes lies in this folder, and
 * nothing outside of it names it.
 */
@NullMarked
package dev.modelroute.provider.paper;

import org.jspecify.annotations.NullMarked;
