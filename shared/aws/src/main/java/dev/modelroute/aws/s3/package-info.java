/** Objects on S3: bytes of files, presigned URLs, and the buckets they lie in. */
@NullMarked
package dev.modelroute.aws.s3;

import org.jspecify.annotations.NullMarked;
