/**
 * Anthropic's messages: text, pictures in the input. See <a
 * href="https://docs.claude.com/en/api/messages">its documentation</a>.
 */
@NullMarked
package dev.modelroute.provider.anthropic;

import org.jspecify.annotations.NullMarked;
