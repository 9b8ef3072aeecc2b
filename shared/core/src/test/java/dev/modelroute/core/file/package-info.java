/** Tests of what is read out of a file's first bytes. */
@NullMarked
package dev.modelroute.core.file;

import org.jspecify.annotations.NullMarked;
