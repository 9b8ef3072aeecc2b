/**
 * Gemini's generateContent (text, pictures) and batchEmbedContents. See <a
 * href="https://ai.google.dev/api">its documentation</a>.
 */
@NullMarked
package dev.modelroute.provider.gemini;

import org.jspecify.annotations.NullMarked;
