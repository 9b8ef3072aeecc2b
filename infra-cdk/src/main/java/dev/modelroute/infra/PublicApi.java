package dev.modelroute.infra;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigateway.AccessLogFormat;
import software.amazon.awscdk.services.apigateway.EndpointType;
import software.amazon.awscdk.services.apigateway.LambdaIntegrationOptions;
import software.amazon.awscdk.services.apigateway.LambdaRestApi;
import software.amazon.awscdk.services.apigateway.LogGroupLogDestination;
import software.amazon.awscdk.services.apigateway.StageOptions;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/**
 * One REST API that passes every request to the API function. Routes, keys and validation are the
 * function's, so that the local run and the deployed one can't differ.
 */
final class PublicApi extends Construct {
  static final String STAGE = "live";

  /** API Gateway's own limit without a quota increase. */
  static final Duration INTEGRATION_TIMEOUT = Duration.seconds(29);

  private static final int REQUESTS_PER_SECOND = 500;
  private static final int BURST = 1000;

  /** No query, no headers, no body: keys and callback tokens stay out of logs. */
  private static final String ACCESS_LOG_LINE =
      """
      {"request":"$context.requestId","time":"$context.requestTime",\
      "source":"$context.identity.sourceIp","method":"$context.httpMethod",\
      "resource":"$context.resourcePath","status":"$context.status",\
      "milliseconds":"$context.responseLatency","bytes":"$context.responseLength"}\
      """;

  private final LambdaRestApi api;

  PublicApi(Construct scope, JavaFunction function, IKey key, boolean logRole) {
    super(scope, "PublicApi");
    api =
        LambdaRestApi.Builder.create(this, "Api")
            .restApiName("ModelRoute")
            .handler(function.live())
            .proxy(true)
            .endpointTypes(List.of(EndpointType.REGIONAL))
            // Bodies pass as bytes both ways; without this text is decoded and pictures break.
            .binaryMediaTypes(List.of("*/*"))
            .integrationOptions(
                LambdaIntegrationOptions.builder()
                    .timeout(INTEGRATION_TIMEOUT)
                    .allowTestInvoke(false)
                    .build())
            .cloudWatchRole(logRole)
            .deployOptions(stage(key))
            .build();
    PinnedId.of(api, "PublicApi");
  }

  private StageOptions stage(IKey key) {
    return StageOptions.builder()
        .stageName(STAGE)
        .accessLogDestination(
            new LogGroupLogDestination(JavaFunction.logGroup(this, "AccessLogs", key)))
        .accessLogFormat(AccessLogFormat.custom(ACCESS_LOG_LINE))
        .throttlingRateLimit(REQUESTS_PER_SECOND)
        .throttlingBurstLimit(BURST)
        .metricsEnabled(true)
        .tracingEnabled(true)
        .build();
  }

  LambdaRestApi api() {
    return api;
  }

  /**
   * Without a slash at the end. The stage is written out: a reference to it would be one to the API
   * function, which carries this address in its environment.
   */
  String url() {
    Stack stack = Stack.of(this);
    return "https://%s.execute-api.%s.%s/%s"
        .formatted(api.getRestApiId(), stack.getRegion(), stack.getUrlSuffix(), STAGE);
  }
}
