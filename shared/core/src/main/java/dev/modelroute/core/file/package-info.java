/** Files by opaque reference: uploads, outputs, and the ports that keep rows and bytes. */
@NullMarked
package dev.modelroute.core.file;

import org.jspecify.annotations.NullMarked;
