/** The one HTTP client of the adapters: one request per call, total deadlines, capped bodies. */
@NullMarked
package dev.modelroute.provider.http;

import org.jspecify.annotations.NullMarked;
