package dev.modelroute.testkit.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.sync.RequestBody;

/** What a process of its own does: write and wait to be killed, or start, close and end. */
final class ChildProcess {
  static final String WRITTEN = "WRITTEN";
  static final String NAME = "survivor";
  static final int COUNT = 40;

  private ChildProcess() {}

  static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[1]);
    if (arguments[0].equals("write")) {
      write(folder);
    } else {
      time(
          "in memory, fresh JVM,",
          EmbeddedSettings.inMemory(
              EmbeddedService.DYNAMODB, EmbeddedService.SQS, EmbeddedService.S3));
      time("kept, warm JVM,", EmbeddedSettings.keptIn(folder));
      time("in memory, warm JVM,", EmbeddedSettings.inMemory(EmbeddedService.DYNAMODB));
    }
  }

  /** Starts and closes; the printed line is a measurement, not a check. */
  private static void time(String where, EmbeddedSettings settings) {
    long startNanos = System.nanoTime();
    EmbeddedAws aws = EmbeddedAwsLauncher.fromSystemProperty().start(settings);
    long readyNanos = System.nanoTime();
    aws.close();
    System.out.printf(
        "embedded services: %s %s ready in %d ms, stopped in %d ms%n",
        settings.services(),
        where,
        Duration.ofNanos(readyNanos - startNanos).toMillis(),
        Duration.ofNanos(System.nanoTime() - readyNanos).toMillis());
  }

  private static void write(Path folder) throws InterruptedException {
    EmbeddedAws aws =
        EmbeddedAwsLauncher.fromSystemProperty().start(EmbeddedSettings.keptIn(folder));
    try (var database = Clients.dynamoDb(aws);
        var queues = Clients.sqs(aws);
        var objects = Clients.s3(aws)) {
      EmbeddedDynamoDbTest.createTable(database, NAME);
      objects.createBucket(request -> request.bucket(NAME));
      objects.putObject(
          request -> request.bucket(NAME).key("folder/object").contentType("text/x-kept"),
          RequestBody.fromString("kept"));
      String url = queues.createQueue(request -> request.queueName(NAME)).queueUrl();
      IntStream.range(0, COUNT)
          .forEach(
              number -> {
                database.putItem(
                    request ->
                        request.tableName(NAME).item(EmbeddedDynamoDbTest.key("item-" + number)));
                queues.sendMessage(
                    request -> request.queueUrl(url).messageBody("message-" + number));
              });
    }
    System.out.println(WRITTEN);
    new CountDownLatch(1).await();
  }
}
