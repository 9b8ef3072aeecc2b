/**
 * Every provider that speaks the dialect of OpenAI's chat completions; one row of {@code
 * profiles.json} each.
 */
@NullMarked
package dev.modelroute.provider.openaicompatible;

import org.jspecify.annotations.NullMarked;
