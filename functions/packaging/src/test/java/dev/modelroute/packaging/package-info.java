/** The functions as they are deployed: bytes in and out on twins, and their jars. */
@NullMarked
package dev.modelroute.packaging;

import org.jspecify.annotations.NullMarked;
