/**
 * The public HTTP API as one function: a REST proxy event comes in, a use case answers, JSON goes
 * out.
 */
@NullMarked
package dev.modelroute.api;

import org.jspecify.annotations.NullMarked;
