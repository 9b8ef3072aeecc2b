/** Assertions on the synthesised templates: what would be deployed, not how it is written. */
@NullMarked
package dev.modelroute.infra;

import org.jspecify.annotations.NullMarked;
