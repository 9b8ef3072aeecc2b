package dev.modelroute.infra;

import static dev.modelroute.infra.Synthesised.resources;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What CloudFront does with files, as far as a template says it. */
final class FileEdgeStackTest {
  private final JsonNode edge = Synthesised.stacks().fileEdge();
  private final JsonNode distribution =
      one("AWS::CloudFront::Distribution").path("DistributionConfig");
  private final JsonNode behaviour = distribution.path("DefaultCacheBehavior");

  private JsonNode one(String type) {
    Map<String, JsonNode> found = resources(edge, type);
    assertEquals(1, found.size(), type);
    return found.values().iterator().next().path("Properties");
  }

  @Test
  void nothing_is_served_without_a_signature_of_our_key() {
    assertTrue(distribution.path("CacheBehaviors").isMissingNode(), "the default is the only way");
    assertEquals(1, behaviour.path("TrustedKeyGroups").size());
    JsonNode group = one("AWS::CloudFront::KeyGroup").path("KeyGroupConfig");
    assertEquals(
        resources(edge, "AWS::CloudFront::PublicKey").keySet().iterator().next(),
        group.at("/Items/0/Ref").asText());
    JsonNode key = one("AWS::CloudFront::PublicKey").path("PublicKeyConfig");
    assertEquals(Synthesised.PUBLIC_KEY, key.path("EncodedKey").asText());
    assertEquals("https-only", behaviour.path("ViewerProtocolPolicy").asText());
  }

  @Test
  void the_bucket_is_read_by_signed_requests_only() {
    JsonNode access = one("AWS::CloudFront::OriginAccessControl").path("OriginAccessControlConfig");
    assertEquals("always", access.path("SigningBehavior").asText());
    assertEquals("s3", access.path("OriginAccessControlOriginType").asText());
    assertEquals(1, distribution.path("Origins").size());
    assertTrue(distribution.at("/Origins/0").has("OriginAccessControlId"));
    assertEquals("[\"GET\",\"HEAD\",\"OPTIONS\"]", behaviour.path("AllowedMethods").toString());
  }

  /** As {@code CloudFrontLinks} signs them: S3 obeys what is passed on, and the rest stays here. */
  @Test
  void type_and_disposition_are_passed_on_and_the_signature_is_neither_cached_nor_logged() {
    JsonNode policy = one("AWS::CloudFront::OriginRequestPolicy").path("OriginRequestPolicyConfig");
    assertEquals(
        "{\"QueryStringBehavior\":\"whitelist\",\"QueryStrings\":"
            + "[\"response-content-type\",\"response-content-disposition\"]}",
        policy.path("QueryStringsConfig").toString());
    assertEquals("none", policy.at("/CookiesConfig/CookieBehavior").asText());
    assertEquals("4135ea2d-6df8-44a3-9df3-4b5a84be39ad", behaviour.path("CachePolicyId").asText());
    assertTrue(distribution.path("Logging").isMissingNode());
  }

  @Test
  void no_file_is_taken_for_what_it_is_not_or_runs() {
    JsonNode headers =
        one("AWS::CloudFront::ResponseHeadersPolicy")
            .at("/ResponseHeadersPolicyConfig/SecurityHeadersConfig");
    JsonNode policy = headers.path("ContentSecurityPolicy");
    assertEquals("sandbox", policy.path("ContentSecurityPolicy").asText());
    assertTrue(policy.path("Override").asBoolean());
    assertTrue(headers.at("/ContentTypeOptions/Override").asBoolean());
    assertEquals("no-referrer", headers.at("/ReferrerPolicy/ReferrerPolicy").asText());
    assertTrue(behaviour.has("ResponseHeadersPolicyId"));
  }

  @Test
  void cloudfront_reads_files_and_their_key_for_this_account_only() {
    JsonNode data = Synthesised.stacks().data();
    JsonNode bucket =
        statement(
            resources(data, "AWS::S3::BucketPolicy").values().stream()
                .map(policy -> policy.path("Properties"))
                .filter(policy -> policy.at("/Bucket/Ref").asText().equals("FilesBucket"))
                .findFirst()
                .orElseThrow()
                .path("PolicyDocument"));
    assertEquals("\"s3:GetObject\"", bucket.path("Action").toString());
    assertEquals(2, bucket.path("Resource").size());
    assertTrue(bucket.at("/Resource/0").toString().contains("/confirmed/*"));
    assertTrue(bucket.at("/Resource/1").toString().contains("/outputs/*"));
    JsonNode key = statement(Synthesised.properties(data, "DataKey").path("KeyPolicy"));
    assertEquals("\"kms:Decrypt\"", key.path("Action").toString());
    for (JsonNode statement : new JsonNode[] {bucket, key}) {
      JsonNode condition = statement.path("Condition");
      assertEquals("AWS::AccountId", condition.at("/StringEquals/aws:SourceAccount/Ref").asText());
      String source = condition.at("/ArnLike/aws:SourceArn").toString();
      assertTrue(source.contains(":distribution/*") && source.contains("AccountId"), source);
    }
  }

  private static JsonNode statement(JsonNode policy) {
    return policy
        .path("Statement")
        .valueStream()
        .filter(one -> one.path("Principal").toString().contains("cloudfront"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void the_upload_bucket_is_not_read_by_cloudfront() {
    resources(Synthesised.stacks().data(), "AWS::S3::BucketPolicy").values().stream()
        .filter(policy -> !policy.at("/Properties/Bucket/Ref").asText().equals("FilesBucket"))
        .forEach(policy -> assertFalse(policy.toString().contains("cloudfront")));
  }
}
