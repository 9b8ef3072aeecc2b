/** The file use cases, on the twins. */
@NullMarked
package dev.modelroute.testkit.file;

import org.jspecify.annotations.NullMarked;
