package dev.modelroute.infra;

import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/**
 * What must be zero. A failed execution is none of it: that is a machine that succeeded. A failed
 * machine is our own fault, and money may be held until somebody redrives it.
 */
final class Alarms extends Construct {
  private static final MetricOptions SUM_OF_A_MINUTE =
      MetricOptions.builder().statistic("Sum").period(Duration.minutes(1)).build();

  private static final MetricOptions HIGHEST_OF_A_MINUTE =
      MetricOptions.builder().statistic("Maximum").period(Duration.minutes(1)).build();

  /** As the sweeper names it: {@code SweepLedger.DRIFT}. */
  static final String LEDGER_DRIFT = "LedgerDrift";

  /** As the sender of webhooks names it: {@code SwitchOff.METRIC}. */
  static final String ENDPOINT_DISABLED = "EndpointDisabled";

  /** Three sweeps in a row: one may meet a throttled table. */
  private static final int SWEEPS = 3;

  private final Optional<ITopic> topic;

  Alarms(Construct scope, Optional<String> topicArn) {
    super(scope, "Alarms");
    topic = topicArn.map(arn -> Topic.fromTopicArn(this, "Topic", arn));
  }

  void watch(String name, DeadLetters queues) {
    aboveZero(
        name + "DeadLetters",
        queues.deadLetters().metricApproximateNumberOfMessagesVisible(HIGHEST_OF_A_MINUTE),
        1);
  }

  void watch(StateMachine machine) {
    aboveZero("MachineFailed", machine.metricFailed(SUM_OF_A_MINUTE), 1);
    aboveZero("MachineTimedOut", machine.metricTimedOut(SUM_OF_A_MINUTE), 1);
    aboveZero("MachineAborted", machine.metricAborted(SUM_OF_A_MINUTE), 1);
  }

  void watch(JavaFunction sweeper) {
    aboveZero("SweeperErrors", sweeper.function().metricErrors(SUM_OF_A_MINUTE), SWEEPS);
  }

  /**
   * The books: what the sweeper's proof found. A difference stays until somebody looks.
   *
   * @param namespace of this deployment's metrics
   */
  void watchBooks(String namespace) {
    aboveZero("LedgerDrift", own(namespace, LEDGER_DRIFT), 1);
  }

  /**
   * Receivers given up: their owners get nothing until somebody enables them.
   *
   * @param namespace of this deployment's metrics
   */
  void watchReceivers(String namespace) {
    aboveZero("EndpointDisabled", own(namespace, ENDPOINT_DISABLED), 1);
  }

  private static Metric own(String namespace, String name) {
    return Metric.Builder.create()
        .namespace(namespace)
        .metricName(name)
        .statistic("Sum")
        .period(Duration.minutes(1))
        .build();
  }

  private void aboveZero(String id, Metric metric, int minutes) {
    Alarm alarm =
        Alarm.Builder.create(this, id)
            .metric(metric)
            .threshold(0)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
            .evaluationPeriods(minutes)
            .treatMissingData(TreatMissingData.NOT_BREACHING)
            .build();
    topic.ifPresent(told -> alarm.addAlarmAction(new SnsAction(told)));
  }
}
