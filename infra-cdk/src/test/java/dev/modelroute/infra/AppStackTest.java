package dev.modelroute.infra;

import static dev.modelroute.infra.Synthesised.properties;
import static dev.modelroute.infra.Synthesised.resources;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelroute.aws.queue.QueueDefinition;
import dev.modelroute.aws.queue.Queues;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The application's template: functions, API, queues, machine, alarms. */
final class AppStackTest {
  private static final Set<String> TOLD_TO_ALL =
      Set.of(
          "MODELROUTE_TABLE_EXECUTIONS",
          "MODELROUTE_TABLE_LEDGER",
          "MODELROUTE_TABLE_AUDIT",
          "MODELROUTE_TABLE_FILES",
          "MODELROUTE_TABLE_WEBHOOKS",
          "MODELROUTE_TABLE_IDENTITY",
          "MODELROUTE_QUEUE_POLLS",
          "MODELROUTE_QUEUE_WEBHOOKS",
          "MODELROUTE_BUCKET_UPLOADS",
          "MODELROUTE_BUCKET_FILES",
          "MODELROUTE_STATE_MACHINE_ARN",
          "MODELROUTE_METRICS_NAMESPACE",
          "MODELROUTE_PUBLIC_URL",
          "MODELROUTE_CALLBACK_URL",
          "MODELROUTE_CATALOG",
          "MODELROUTE_HOME_REGION",
          "MODELROUTE_REGION_EU",
          "MODELROUTE_BUCKET_UPLOADS_EU",
          "MODELROUTE_BUCKET_FILES_EU");

  private final JsonNode app = Synthesised.stacks().app();

  @Test
  void every_function_runs_java_25_on_arm_with_tracing_and_a_log_group_of_its_own() {
    Map<String, JsonNode> functions = resources(app, "AWS::Lambda::Function");
    assertEquals(PlatformFunction.values().length, functions.size());
    Set<String> groups = new TreeSet<>();
    functions.forEach((id, function) -> {
      JsonNode made = function.path("Properties");
      assertEquals("java25", made.path("Runtime").asText(), id);
      assertEquals("[\"arm64\"]", made.path("Architectures").toString(), id);
      assertEquals("Active", made.at("/TracingConfig/Mode").asText(), id);
      groups.add(made.at("/LoggingConfig/LogGroup/Ref").asText());
    });
    assertEquals(functions.size(), groups.size(), "log groups");
  }

  @Test
  void every_log_group_is_encrypted_and_forgets() {
    resources(app, "AWS::Logs::LogGroup")
        .forEach((id, group) -> {
          assertEquals(30, group.at("/Properties/RetentionInDays").asInt(), id);
          assertFalse(group.at("/Properties/KmsKeyId").isMissingNode(), id);
        });
  }

  @Test
  void only_the_api_takes_snapshots_and_only_when_asked() {
    resources(app, "AWS::Lambda::Function")
        .forEach((id, function) ->
            assertEquals(
                id.equals("ApiFunction") ? "PublishedVersions" : "",
                function.at("/Properties/SnapStart/ApplyOn").asText(),
                id));
  }

  /** A caller of the function itself would get neither a snapshot nor a version. */
  @Test
  void every_caller_goes_through_the_live_alias() {
    Set<String> aliases = resources(app, "AWS::Lambda::Alias").keySet();
    assertEquals(PlatformFunction.values().length, aliases.size());
    resources(app, "AWS::ApiGateway::Method")
        .forEach((id, method) ->
            assertCalls(Set.of("ApiLiveAlias"), method.at("/Properties/Integration/Uri"), id));
    resources(app, "AWS::Lambda::EventSourceMapping")
        .forEach((id, source) -> assertCalls(aliases, source.at("/Properties/FunctionName"), id));
    resources(app, "AWS::Events::Rule")
        .forEach((id, rule) -> assertCalls(aliases, rule.at("/Properties/Targets/0/Arn"), id));
    resources(app, "AWS::Lambda::Permission")
        .forEach((id, permission) ->
            assertCalls(aliases, permission.at("/Properties/FunctionName"), id));
  }

  private static void assertCalls(Set<String> aliases, JsonNode callee, String caller) {
    String text = callee.toString();
    assertTrue(
        aliases.stream().anyMatch(alias -> text.contains("\"" + alias + "\"")),
        () -> caller + " calls " + text);
  }

  @Test
  void the_api_passes_every_request_as_bytes() {
    JsonNode api = properties(app, "PublicApi");
    assertEquals("[\"*/*\"]", api.path("BinaryMediaTypes").toString());
    assertEquals("[\"REGIONAL\"]", api.at("/EndpointConfiguration/Types").toString());
    Map<String, JsonNode> methods = resources(app, "AWS::ApiGateway::Method");
    assertEquals(2, methods.size(), "root and {proxy+}");
    methods.forEach(
        (id, method) -> assertEquals("ANY", method.at("/Properties/HttpMethod").asText(), id));
    assertEquals(
        List.of("{proxy+}"),
        resources(app, "AWS::ApiGateway::Resource").values().stream()
            .map(resource -> resource.at("/Properties/PathPart").asText())
            .toList());
    assertTrue(resources(app, "AWS::ApiGateway::Account").isEmpty(), "an account-wide role");
  }

  @Test
  void the_stage_is_limited_and_logs_no_key_query_or_body() {
    JsonNode stage =
        resources(app, "AWS::ApiGateway::Stage").values().iterator().next().path("Properties");
    assertEquals("live", stage.path("StageName").asText());
    JsonNode limits = stage.at("/MethodSettings/0");
    assertEquals(500, limits.path("ThrottlingRateLimit").asInt());
    assertEquals(1000, limits.path("ThrottlingBurstLimit").asInt());
    assertFalse(limits.path("DataTraceEnabled").asBoolean());
    String line = stage.at("/AccessLogSetting/Format").asText();
    assertTrue(line.contains("$context.requestId"), line);
    for (String leak : List.of("path\"", "$context.path", "querystring", "header", "$input")) {
      assertFalse(line.contains(leak), line);
    }
  }

  @Test
  void queues_are_encrypted_and_give_up_into_dead_letters() {
    assertEquals(2 * Queues.ALL.size(), resources(app, "AWS::SQS::Queue").size());
    for (QueueDefinition definition : Queues.ALL) {
      String queue = PinnedId.title(definition.name());
      JsonNode made = properties(app, queue + "Queue");
      assertEquals(
          queue + "DeadLetters",
          made.at("/RedrivePolicy/deadLetterTargetArn/Fn::GetAtt/0").asText());
      assertEquals(definition.maxReceiveCount(), made.at("/RedrivePolicy/maxReceiveCount").asInt());
      assertEquals(
          definition.visibilityTimeout().toSeconds(), made.path("VisibilityTimeout").asLong());
      assertFalse(made.path("KmsMasterKeyId").isMissingNode());
    }
    resources(app, "AWS::Lambda::EventSourceMapping")
        .forEach((id, source) -> {
          assertEquals(
              "[\"ReportBatchItemFailures\"]",
              source.at("/Properties/FunctionResponseTypes").toString(),
              id);
          int most = source.at("/Properties/ScalingConfig/MaximumConcurrency").asInt();
          assertTrue(most >= 2 && most <= 1_000, id + " " + most);
        });
  }

  @Test
  void the_machine_logs_no_data_and_is_traced() {
    JsonNode machine = properties(app, "ExecutionStateMachine");
    assertEquals("STANDARD", machine.path("StateMachineType").asText());
    assertEquals("ALL", machine.at("/LoggingConfiguration/Level").asText());
    assertFalse(machine.at("/LoggingConfiguration/IncludeExecutionData").asBoolean(true));
    assertTrue(machine.at("/TracingConfiguration/Enabled").asBoolean());
  }

  @Test
  void what_must_be_zero_raises_an_alarm() {
    Set<String> watched =
        resources(app, "AWS::CloudWatch::Alarm").values().stream()
            .map(alarm -> alarm.path("Properties"))
            .map(alarm ->
                alarm.path("MetricName").asText()
                    + " of "
                    + Pattern.compile("\"(Ref|Fn::GetAtt)\":\\[?\"(\\w+)")
                        .matcher(alarm.path("Dimensions").toString())
                        .results()
                        .map(match -> match.group(2))
                        .collect(Collectors.joining()))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(
        Set.of(
            "ApproximateNumberOfMessagesVisible of PollsDeadLetters",
            "ApproximateNumberOfMessagesVisible of WebhooksDeadLetters",
            "EndpointDisabled of ",
            "Errors of SweeperFunction",
            "ExecutionsAborted of ExecutionStateMachine",
            "ExecutionsFailed of ExecutionStateMachine",
            "ExecutionsTimedOut of ExecutionStateMachine",
            "LedgerDrift of "),
        watched);
  }

  /** A name of our own would block replacement. The machine's is explained where it is given. */
  @Test
  void nothing_but_the_machine_has_a_physical_name() {
    Set<String> names =
        Set.of(
            "FunctionName",
            "TableName",
            "BucketName",
            "QueueName",
            "RoleName",
            "RuleName",
            "LogGroupName",
            "AlarmName",
            "TopicName",
            "StateMachineName");
    Set<String> owners =
        Set.of(
            "AWS::Lambda::Alias",
            "AWS::Lambda::Version",
            "AWS::Lambda::Permission",
            "AWS::Lambda::EventSourceMapping");
    Set<String> named = new TreeSet<>();
    for (JsonNode template : List.of(app, Synthesised.stacks().data())) {
      template.path("Resources").properties().stream()
          .filter(entry -> !owners.contains(entry.getValue().path("Type").asText()))
          .forEach(entry ->
              names.stream()
                  .filter(name -> entry.getValue().path("Properties").has(name))
                  .forEach(name -> named.add(entry.getKey() + "." + name)));
    }
    assertEquals(Set.of("ExecutionStateMachine.StateMachineName"), named);
  }

  @Test
  void every_function_is_told_where_things_are() {
    Set<String> cipher = Set.of("MODELROUTE_SECRET_CIPHER_KEY_ARN");
    Set<String> provider = Set.of("MODELROUTE_PROVIDER_SECRET_ARN");
    for (PlatformFunction function : PlatformFunction.values()) {
      Set<String> expected = new TreeSet<>(TOLD_TO_ALL);
      switch (function) {
        case API -> {
          expected.addAll(cipher);
          expected.addAll(provider);
          expected.add("MODELROUTE_SECRET_PEPPER_ARN");
          expected.add("MODELROUTE_SECRET_ADMIN_KEY_ARN");
          expected.add("MODELROUTE_SECRET_FILES_KEY_ARN");
          expected.add("MODELROUTE_FILES_URL");
          expected.add("MODELROUTE_FILES_KEY_ID");
        }
        case WEBHOOKS -> {
          expected.addAll(cipher);
          expected.add("MODELROUTE_QUEUE_WEBHOOKS_DEAD");
        }
        case DISPATCH, SETTLE, RELEASE, POLL, SWEEPER -> expected.addAll(provider);
      }
      Set<String> told = new TreeSet<>();
      properties(app, function.logicalId())
          .at("/Environment/Variables")
          .fieldNames()
          .forEachRemaining(told::add);
      assertEquals(expected, told, function.logicalId());
    }
  }

  @Test
  void jars_carry_the_version_of_the_build() throws Exception {
    String pom = Files.readString(Synthesised.ROOT.resolve("pom.xml"));
    String version = pom.replaceAll("(?s).*?<version>([^<]+)</version>.*", "$1");
    for (PlatformFunction function : PlatformFunction.values()) {
      assertTrue(function.jar().endsWith("-" + version + "-lambda.jar"), function.jar());
    }
  }

  @Test
  void the_edge_caches_nothing() {
    JsonNode edge = Synthesised.stacks().edge();
    JsonNode distribution =
        resources(edge, "AWS::CloudFront::Distribution").values().iterator().next();
    JsonNode behaviour = distribution.at("/Properties/DistributionConfig/DefaultCacheBehavior");
    assertEquals("4135ea2d-6df8-44a3-9df3-4b5a84be39ad", behaviour.path("CachePolicyId").asText());
    assertEquals("https-only", behaviour.path("ViewerProtocolPolicy").asText());
    assertTrue(resources(edge, "AWS::CloudFront::OriginAccessControl").isEmpty());
  }
}
