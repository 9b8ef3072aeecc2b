package dev.modelroute.infra;

import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.cloudfront.AllowedMethods;
import software.amazon.awscdk.services.cloudfront.BehaviorOptions;
import software.amazon.awscdk.services.cloudfront.CachePolicy;
import software.amazon.awscdk.services.cloudfront.Distribution;
import software.amazon.awscdk.services.cloudfront.HttpVersion;
import software.amazon.awscdk.services.cloudfront.OriginProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.OriginRequestPolicy;
import software.amazon.awscdk.services.cloudfront.OriginSslPolicy;
import software.amazon.awscdk.services.cloudfront.PriceClass;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersPolicy;
import software.amazon.awscdk.services.cloudfront.ViewerProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.origins.HttpOrigin;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/**
 * CloudFront before the API, off unless asked for. It caches nothing. Files don't pass through it:
 * a distribution that asks for no signature would serve them to whoever guesses a key; {@link
 * FileEdgeStack} asks for one.
 */
final class EdgeStack extends Stack {
  private static final Duration LOG_LIFE = Duration.days(90);

  /** As long as API Gateway may take. */
  private static final Duration READ_TIMEOUT = Duration.seconds(30);

  EdgeStack(Construct scope, String id, StackProps properties, DeploymentSettings settings) {
    super(scope, id, properties);
    String apiId = new Published(settings.parameterPrefix()).read(this, AppStack.API_ID);
    HttpOrigin api =
        HttpOrigin.Builder.create(
                "%s.execute-api.%s.%s".formatted(apiId, getRegion(), getUrlSuffix()))
            .originPath("/" + PublicApi.STAGE)
            .protocolPolicy(OriginProtocolPolicy.HTTPS_ONLY)
            .originSslProtocols(List.of(OriginSslPolicy.TLS_V1_2))
            .readTimeout(READ_TIMEOUT)
            .build();
    Distribution distribution =
        Distribution.Builder.create(this, "Distribution")
            .comment("ModelRoute")
            .defaultBehavior(
                BehaviorOptions.builder()
                    .origin(api)
                    .allowedMethods(AllowedMethods.ALLOW_ALL)
                    .cachePolicy(CachePolicy.CACHING_DISABLED)
                    .originRequestPolicy(OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER)
                    .responseHeadersPolicy(ResponseHeadersPolicy.SECURITY_HEADERS)
                    .viewerProtocolPolicy(ViewerProtocolPolicy.HTTPS_ONLY)
                    .build())
            .httpVersion(HttpVersion.HTTP2_AND_3)
            .priceClass(PriceClass.PRICE_CLASS_ALL)
            .logBucket(logs())
            .build();
    CfnOutput.Builder.create(this, "Url")
        .value("https://" + distribution.getDistributionDomainName())
        .build();
  }

  private Bucket logs() {
    return Bucket.Builder.create(this, "Logs")
        .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
        // CloudFront's standard logs are written by ACL.
        .objectOwnership(ObjectOwnership.BUCKET_OWNER_PREFERRED)
        .encryption(BucketEncryption.S3_MANAGED)
        .enforceSsl(true)
        .lifecycleRules(List.of(LifecycleRule.builder().expiration(LOG_LIFE).build()))
        .removalPolicy(RemovalPolicy.RETAIN)
        .build();
  }
}
