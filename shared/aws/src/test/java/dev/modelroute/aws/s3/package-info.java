/** The adapters of S3, on an embedded S3 that verifies signatures. */
@NullMarked
package dev.modelroute.aws.s3;

import org.jspecify.annotations.NullMarked;
