package dev.modelroute.testkit.embedded;

/** The AWS services that can run inside this JVM. */
public enum EmbeddedService {
  /** DynamoDB Local. */
  DYNAMODB("dynamodb", "dev.modelroute.emulator.dynamodb.DynamoDbStarter"),
  /** ElasticMQ. */
  SQS("sqs", "dev.modelroute.emulator.sqs.SqsStarter"),
  /** S3Proxy. */
  S3("s3", "dev.modelroute.emulator.s3.S3Starter");

  private final String folder;
  private final String starter;

  EmbeddedService(String folder, String starter) {
    this.folder = folder;
    this.starter = starter;
  }

  /** Name of the service's module folder and of its folder below a data directory. */
  String folder() {
    return folder;
  }

  /** Class with the static {@code start(Map)}, loaded from the module's folder. */
  String starter() {
    return starter;
  }
}
