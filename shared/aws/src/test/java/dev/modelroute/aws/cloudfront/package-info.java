/** Tests of the URLs that CloudFront checks. */
@NullMarked
package dev.modelroute.aws.cloudfront;

import org.jspecify.annotations.NullMarked;
