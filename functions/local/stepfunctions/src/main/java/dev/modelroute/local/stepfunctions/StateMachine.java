package dev.modelroute.local.stepfunctions;

import java.time.Instant;

/** A definition under its name. */
public record StateMachine(
    String arn, String name, String roleArn, AslDefinition definition, Instant createdAt) {}
