package dev.modelroute.infra;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.constructs.Construct;

/** Calls the sweeper each minute. A call that could not be made is not made up for: the next is. */
final class SweepSchedule extends Construct {
  private static final Duration PERIOD = Duration.minutes(1);

  SweepSchedule(Construct scope, JavaFunction sweeper) {
    super(scope, "Sweep");
    Rule.Builder.create(this, "EachMinute")
        .description("ModelRoute: restart, expire, resend, clean up")
        .schedule(Schedule.rate(PERIOD))
        .targets(
            List.of(
                LambdaFunction.Builder.create(sweeper.live())
                    .retryAttempts(0)
                    .maxEventAge(PERIOD)
                    .build()))
        .build();
  }
}
