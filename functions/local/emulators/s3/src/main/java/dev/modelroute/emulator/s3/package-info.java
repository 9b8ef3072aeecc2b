/** S3Proxy behind one start method; loaded in a class loader of its own. */
@NullMarked
package dev.modelroute.emulator.s3;

import org.jspecify.annotations.NullMarked;
