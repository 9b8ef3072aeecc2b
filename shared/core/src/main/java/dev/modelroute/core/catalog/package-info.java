/** Models, routes and prices as data, and what an input will cost. */
@NullMarked
package dev.modelroute.core.catalog;

import org.jspecify.annotations.NullMarked;
