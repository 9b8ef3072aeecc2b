package dev.modelroute.local.stepfunctions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ErrorMatchTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # name,                    error,                     how,       matches
          States.ALL,                Provider.Busy,             REPORTED,  true
          States.ALL,                States.Timeout,            TIMEOUT,   true
          States.ALL,                States.DataLimitExceeded,  REPORTED,  true
          States.ALL,                -,                         REPORTED,  true
          States.TaskFailed,         Provider.Busy,             REPORTED,  true
          States.TaskFailed,         States.Timeout,            TIMEOUT,   false
          States.TaskFailed,         States.Timeout,            HEARTBEAT, false
          States.Timeout,            States.Timeout,            TIMEOUT,   true
          States.Timeout,            States.Timeout,            HEARTBEAT, true
          States.HeartbeatTimeout,   States.Timeout,            HEARTBEAT, true
          States.HeartbeatTimeout,   States.Timeout,            TIMEOUT,   false
          Provider.Busy,             Provider.Busy,             REPORTED,  true
          Provider.Busy,             Provider.Busy.Now,         REPORTED,  false
          Provider.Busy,             -,                         REPORTED,  false
          """)
  void a_name_takes_some_errors(
      String name, String error, TaskOutcome.Reason how, boolean matches) {
    TaskOutcome.Failed failure = new TaskOutcome.Failed(error, null, how);
    assertEquals(matches, new ErrorMatch(List.of(name)).matches(failure), name + " for " + failure);
  }

  @Test
  void nothing_retries_or_catches_a_runtime_error_that_a_task_reports() {
    Scene scene =
        new Scene(
            """
            {"StartAt":"A","States":{"A":{"Type":"Task","End":true,
             "Resource":"arn:aws:states:::lambda:invoke",
             "Retry":[{"ErrorEquals":["States.Runtime"]},{"ErrorEquals":["States.ALL"]}],
             "Catch":[{"ErrorEquals":["States.Runtime"],"Next":"B"},
              {"ErrorEquals":["States.ALL"],"Next":"B"}]},
             "B":{"Type":"Pass","End":true}}}
            """);
    String arn = scene.start("{}");
    scene.last().fails(StatesError.RUNTIME);
    assertEquals(ExecutionView.Status.FAILED, scene.view(arn).status());
    assertEquals(1, scene.calls.size());
  }
}
