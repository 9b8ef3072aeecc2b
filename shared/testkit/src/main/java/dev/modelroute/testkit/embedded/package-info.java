/**
 * DynamoDB, SQS and S3 on loopback inside this JVM, each engine in a class loader of its own. For
 * contract tests and for the local run; knows neither JUnit nor the AWS SDK.
 */
@NullMarked
package dev.modelroute.testkit.embedded;

import org.jspecify.annotations.NullMarked;
