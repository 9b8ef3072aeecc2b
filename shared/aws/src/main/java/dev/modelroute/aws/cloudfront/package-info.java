/** URLs that CloudFront checks, for deployments whose files are served by it. */
@NullMarked
package dev.modelroute.aws.cloudfront;

import org.jspecify.annotations.NullMarked;
