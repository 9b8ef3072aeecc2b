/**
 * The verbs of one execution in reading order: submit, dispatch, poll, callback, settle, release,
 * cancel.
 */
@NullMarked
package dev.modelroute.core.flow;

import org.jspecify.annotations.NullMarked;
