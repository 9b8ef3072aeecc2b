package dev.modelroute.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/**
 * CloudFront as a reader of data, for distributions of this account only. Which one is not said: it
 * is made after the data and may be replaced. It asks for signed URLs by {@link FileEdgeStack};
 * whoever may make another distribution in the account may read the bucket as well.
 */
final class CloudFrontReader {
  private CloudFrontReader() {}

  static PolicyStatement.Builder statement(Construct scope) {
    Stack stack = Stack.of(scope);
    String distributions =
        "arn:%s:cloudfront::%s:distribution/*".formatted(stack.getPartition(), stack.getAccount());
    return PolicyStatement.Builder.create()
        .principals(List.of(new ServicePrincipal("cloudfront.amazonaws.com")))
        .conditions(
            Map.of(
                "ArnLike", Map.of("aws:SourceArn", distributions),
                "StringEquals", Map.of("aws:SourceAccount", stack.getAccount())));
  }
}
