/** Bytes of files on their way to and from providers: forms, inline pictures, lengths of audio. */
@NullMarked
package dev.modelroute.provider.media;

import org.jspecify.annotations.NullMarked;
