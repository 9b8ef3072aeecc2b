/** Organisations, API keys and the caller behind a request. */
@NullMarked
package dev.modelroute.core.identity;

import org.jspecify.annotations.NullMarked;
