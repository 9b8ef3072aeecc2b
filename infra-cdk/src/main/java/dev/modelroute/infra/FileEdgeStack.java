package dev.modelroute.infra;

import dev.modelroute.infra.DeploymentSettings.FilesKey;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.cloudfront.AllowedMethods;
import software.amazon.awscdk.services.cloudfront.BehaviorOptions;
import software.amazon.awscdk.services.cloudfront.CachePolicy;
import software.amazon.awscdk.services.cloudfront.Distribution;
import software.amazon.awscdk.services.cloudfront.HeadersFrameOption;
import software.amazon.awscdk.services.cloudfront.HeadersReferrerPolicy;
import software.amazon.awscdk.services.cloudfront.HttpVersion;
import software.amazon.awscdk.services.cloudfront.KeyGroup;
import software.amazon.awscdk.services.cloudfront.OriginRequestHeaderBehavior;
import software.amazon.awscdk.services.cloudfront.OriginRequestPolicy;
import software.amazon.awscdk.services.cloudfront.OriginRequestQueryStringBehavior;
import software.amazon.awscdk.services.cloudfront.PublicKey;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersContentSecurityPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersContentTypeOptions;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersFrameOptions;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersReferrerPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersStrictTransportSecurity;
import software.amazon.awscdk.services.cloudfront.ResponseSecurityHeadersBehavior;
import software.amazon.awscdk.services.cloudfront.ViewerProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.origins.S3BucketOrigin;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/**
 * CloudFront before the bucket of files, off unless there is a key. Nothing is served without a URL
 * that the API signed. Nothing is cached, so that a deleted file is gone at once; and nothing is
 * logged here, since addresses carry signatures that work for an hour: the bucket's own log sees
 * each read without them.
 */
final class FileEdgeStack extends Stack {
  static final String URL = "files/url";
  static final String KEY_ID = "files/key-id";

  private static final Duration HTTPS_ONLY_FOR = Duration.days(365);

  FileEdgeStack(
      Construct scope,
      String id,
      StackProps properties,
      DeploymentSettings settings,
      FilesKey filesKey) {
    super(scope, id, properties);
    Published published = new Published(settings.parameterPrefix());
    IBucket files = Bucket.fromBucketName(this, "Files", published.read(this, FileBuckets.FILES));
    PublicKey key = PublicKey.Builder.create(this, "Key").encodedKey(filesKey.publicPem()).build();
    KeyGroup signers = KeyGroup.Builder.create(this, "Signers").items(List.of(key)).build();
    Distribution distribution =
        Distribution.Builder.create(this, "Distribution")
            .comment("ModelRoute files")
            .defaultBehavior(
                BehaviorOptions.builder()
                    .origin(S3BucketOrigin.withOriginAccessControl(files))
                    .trustedKeyGroups(List.of(signers))
                    .allowedMethods(AllowedMethods.ALLOW_GET_HEAD_OPTIONS)
                    .cachePolicy(CachePolicy.CACHING_DISABLED)
                    .originRequestPolicy(passedOn())
                    .responseHeadersPolicy(harmless())
                    .viewerProtocolPolicy(ViewerProtocolPolicy.HTTPS_ONLY)
                    .compress(false)
                    .build())
            .httpVersion(HttpVersion.HTTP2_AND_3)
            .build();
    published.tell(this, URL, "https://" + distribution.getDistributionDomainName());
    published.tell(this, KEY_ID, key.getPublicKeyId());
  }

  /**
   * S3 takes type and disposition from these two parameters, as the distribution signs its
   * requests; they are part of what the API signed.
   */
  private OriginRequestPolicy passedOn() {
    return OriginRequestPolicy.Builder.create(this, "PassedOn")
        .queryStringBehavior(
            OriginRequestQueryStringBehavior.allowList(
                "response-content-type", "response-content-disposition"))
        .headerBehavior(
            OriginRequestHeaderBehavior.allowList(
                "Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers"))
        .build();
  }

  /** No file runs a script, is taken for another type, is framed, or tells where it came from. */
  private ResponseHeadersPolicy harmless() {
    return ResponseHeadersPolicy.Builder.create(this, "Harmless")
        .securityHeadersBehavior(
            ResponseSecurityHeadersBehavior.builder()
                .contentTypeOptions(
                    ResponseHeadersContentTypeOptions.builder().override(true).build())
                .contentSecurityPolicy(
                    ResponseHeadersContentSecurityPolicy.builder()
                        .contentSecurityPolicy("sandbox")
                        .override(true)
                        .build())
                .frameOptions(
                    ResponseHeadersFrameOptions.builder()
                        .frameOption(HeadersFrameOption.DENY)
                        .override(true)
                        .build())
                .referrerPolicy(
                    ResponseHeadersReferrerPolicy.builder()
                        .referrerPolicy(HeadersReferrerPolicy.NO_REFERRER)
                        .override(true)
                        .build())
                .strictTransportSecurity(
                    ResponseHeadersStrictTransportSecurity.builder()
                        .accessControlMaxAge(HTTPS_ONLY_FOR)
                        .override(true)
                        .build())
                .build())
        .build();
  }
}
