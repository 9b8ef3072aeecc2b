/** In-memory twins of the ports that keep files. */
@NullMarked
package dev.modelroute.testkit.file;

import org.jspecify.annotations.NullMarked;
