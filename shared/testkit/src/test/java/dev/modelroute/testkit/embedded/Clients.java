package dev.modelroute.testkit.embedded;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Real SDK clients against the embedded services. */
final class Clients {
  static final Region REGION = Region.US_EAST_1;

  private Clients() {}

  static DynamoDbClient dynamoDb(EmbeddedAws aws) {
    return DynamoDbClient.builder()
        .endpointOverride(aws.dynamoDb())
        .region(REGION)
        .credentialsProvider(credentials(aws))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  static SqsClient sqs(EmbeddedAws aws) {
    return SqsClient.builder()
        .endpointOverride(aws.sqs())
        .region(REGION)
        .credentialsProvider(credentials(aws))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  static S3Client s3(EmbeddedAws aws) {
    return S3Client.builder()
        .endpointOverride(aws.s3())
        .region(REGION)
        .forcePathStyle(true)
        .credentialsProvider(credentials(aws))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  static S3Presigner presigner(EmbeddedAws aws) {
    return S3Presigner.builder()
        .endpointOverride(aws.s3())
        .region(REGION)
        .credentialsProvider(credentials(aws))
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .build();
  }

  static StaticCredentialsProvider credentials(EmbeddedAws aws) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(aws.accessKey(), aws.secretKey()));
  }
}
