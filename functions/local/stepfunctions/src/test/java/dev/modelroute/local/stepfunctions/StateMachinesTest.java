package dev.modelroute.local.stepfunctions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StateMachinesTest {

  private static final String PASS =
      "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true}}}";

  @Test
  void the_same_name_and_bytes_give_the_running_execution() {
    Scene scene = new Scene(Scene.deployedDefinition());
    Started first = scene.machines.start(scene.machine, "exec_1", Scene.INPUT);
    scene.time.advance(Duration.ofSeconds(3));
    Started second = scene.machines.start(scene.machine, "exec_1", Scene.INPUT);
    assertEquals(first, second);
    assertEquals(1, scene.calls.size());
    assertEquals(1, scene.machines.runningCount());
  }

  @Test
  void the_same_name_with_other_bytes_is_taken() {
    Scene scene = new Scene(Scene.deployedDefinition());
    scene.machines.start(scene.machine, "exec_1", Scene.INPUT);
    assertInstanceOf(
        Started.NameTaken.class, scene.machines.start(scene.machine, "exec_1", Scene.INPUT + " "));
    assertEquals(1, scene.calls.size());
  }

  @Test
  void the_name_of_an_ended_execution_is_taken_for_the_same_bytes_too() {
    Scene scene = new Scene(PASS);
    assertInstanceOf(Started.Running.class, scene.machines.start(scene.machine, "exec_1", "{}"));
    assertEquals(0, scene.machines.runningCount());
    assertInstanceOf(Started.NameTaken.class, scene.machines.start(scene.machine, "exec_1", "{}"));
  }

  @Test
  void of_many_starts_at_once_one_machine_comes_out() throws Exception {
    Scene scene = new Scene(Scene.deployedDefinition());
    List<Callable<Started>> starts = new ArrayList<>();
    for (int start = 0; start < 50; start++) {
      starts.add(() -> scene.machines.start(scene.machine, "exec_1", Scene.INPUT));
    }
    HashSet<Started> answers = new HashSet<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Started> answer : threads.invokeAll(starts)) {
        answers.add(answer.get());
      }
    }
    assertEquals(1, answers.size());
    assertEquals(1, scene.calls.size());
  }

  @Test
  void ended_executions_and_dead_tokens_are_forgotten_beyond_the_limit() {
    Scene scene = new Scene(Scene.deployedDefinition(), 1, 10);
    scene.scripted(call -> {
      if (call.function().equals("Dispatch")) {
        scene.machines.succeedTask(call.token(), Json.MAPPER.createObjectNode());
      }
      call.returns();
    });
    List<String> arns = new ArrayList<>();
    for (int number = 0; number < 30; number++) {
      arns.add(scene.start(Scene.INPUT));
    }
    assertEquals(0, scene.machines.runningCount());
    assertEquals(10, scene.machines.executions().size());
    assertTrue(scene.machines.execution(arns.get(19)).isEmpty());
    assertTrue(scene.machines.history(arns.get(19)).isEmpty());
    assertTrue(scene.machines.execution(arns.get(20)).isPresent());
    assertEquals(
        TokenAnswer.NO_SUCH_TASK, scene.machines.heartbeat(scene.calls.getFirst().token()));
    assertEquals(0, scene.time.drain(10), "timers of ended executions were left");
  }

  @Test
  void without_kept_histories_no_events_are_recorded() {
    VirtualTimeLine time = new VirtualTimeLine(Scene.START);
    StateMachines machines =
        new StateMachines(
            new RunnerSettings(
                Scene.PRODUCTION,
                time,
                new SplittableRandom(1),
                () -> "id",
                new LambdaTaskInvoker(Map.of()),
                10,
                0));
    StateMachine machine = machines.create("m", "arn:role", PASS).orElseThrow();
    Started.Running started = (Started.Running) machines.start(machine, "a", "{}");
    assertTrue(machines.history(started.execution().arn()).isEmpty());
    assertEquals(
        ExecutionView.Status.SUCCEEDED,
        machines.execution(started.execution().arn()).orElseThrow().status());
  }

  @Test
  void a_loop_without_end_is_ended_at_the_event_limit() {
    Scene scene =
        new Scene(
            """
            {"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Choice",
             "Choices":[{"Variable":"$.go","BooleanEquals":true,"Next":"A"}],"Default":"C"},
             "C":{"Type":"Succeed"}}}
            """);
    String arn = scene.start("{\"go\":true}");
    assertEquals(ExecutionView.Status.FAILED, scene.view(arn).status());
    assertEquals(StatesError.RUNTIME, scene.view(arn).error());
    assertEquals(25_001, scene.eventTypes(arn).size());
  }

  @Test
  void a_wait_of_an_hour_takes_one_jump() {
    Scene scene =
        new Scene(
            """
            {"StartAt":"A","States":{"A":{"Type":"Wait","SecondsPath":"$.s","End":true}}}
            """);
    String arn = scene.start("{\"s\":3600}");
    assertEquals(ExecutionView.Status.RUNNING, scene.view(arn).status());
    assertEquals(1, scene.time.drain(10));
    assertEquals(Scene.START.plusSeconds(3_600), scene.view(arn).stoppedAt());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0000',
      textBlock =
          """
          {"Variable":"$.t","StringMatches":"a*z"}                    | {"t":"abcz"}                        | true
          {"Variable":"$.t","StringMatches":"a*z"}                    | {"t":"abc"}                         | false
          {"Variable":"$.t","StringMatches":"a\\\\*z"}                | {"t":"a*z"}                         | true
          {"Variable":"$.t","StringMatches":"a\\\\*z"}                | {"t":"abz"}                         | false
          {"Variable":"$.t","StringMatches":"*.log"}                  | {"t":1}                             | false
          {"Variable":"$.t","IsTimestamp":true}                       | {"t":"2026-01-01T00:00:00+02:00"}   | true
          {"Variable":"$.t","IsTimestamp":true}                       | {"t":"2026-01-01"}                  | false
          {"Variable":"$.t","TimestampEquals":"2026-01-01T00:00:00Z"} | {"t":"2026-01-01T02:00:00+02:00"}   | true
          {"Variable":"$.t","NumericEquals":1}                        | {"t":1.0}                           | true
          {"Variable":"$.t","NumericLessThan":0.3}                    | {"t":0.29999999999999999999}        | true
          {"Or":[{"Variable":"$.t","IsNull":true},{"Variable":"$.t","IsString":true}]} | {"t":"x"}   | true
          {"Or":[{"Variable":"$.t","IsNull":true},{"Variable":"$.t","IsString":true}]} | {"t":1}     | false
          {"And":[{"Variable":"$.t","IsPresent":true},{"Variable":"$.t","IsString":true}]} | {}      | false
          {"Not":{"Variable":"$.t","IsPresent":true}}                 | {}                                  | true
          """)
  void a_choice_rule_holds_or_not(String rule, String input, boolean expected) {
    String definition =
        """
        {"StartAt":"A","States":{"A":{"Type":"Choice","Choices":[RULE],"Default":"No"},
         "Yes":{"Type":"Pass","Result":true,"End":true},
         "No":{"Type":"Pass","Result":false,"End":true}}}
        """
            .replace("RULE", rule.substring(0, rule.length() - 1) + ",\"Next\":\"Yes\"}");
    Scene scene = new Scene(definition);
    assertEquals(
        String.valueOf(expected), scene.view(scene.start(input)).output(), rule + " " + input);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0000',
      textBlock =
          """
          "ResultPath":"$.a.b","Result":1,"End":true | {"a":{"c":2}} | {"a":{"c":2,"b":1}}
          "ResultPath":"$['x y']","Result":1,"End":true | {}         | {"x y":1}
          "ResultPath":null,"Result":1,"End":true    | {"a":1}       | {"a":1}
          "ResultPath":"$.a","Result":1,"End":true   | [1]           | States.ResultPathMatchFailure
          "ResultPath":"$.a.b","Result":1,"End":true | {"a":1}       | States.ResultPathMatchFailure
          "OutputPath":"$.nowhere","End":true        | {}            | States.Runtime
          "Parameters":{"x.$":"$.nowhere[*]"},"End":true | {}        | {"x":[]}
          "Parameters":{"x.$":"$.a[-1]"},"End":true  | {"a":[1,2]}   | {"x":2}
          "Parameters":{"x.$":"$.n"},"End":true      | {"n":1.10}    | {"x":1.10}
          """)
  void a_pass_state_computes_or_fails(String fields, String input, String expected) {
    Scene scene =
        new Scene("{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\"," + fields + "}}}");
    ExecutionView view = scene.view(scene.start(input));
    assertEquals(expected, view.output() == null ? view.error() : view.output(), fields);
  }
}
