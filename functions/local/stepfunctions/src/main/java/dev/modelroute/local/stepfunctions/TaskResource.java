package dev.modelroute.local.stepfunctions;

/**
 * A Task's resource.
 *
 * @param arn as the definition has it
 */
public record TaskResource(String arn) {

  private static final String INTEGRATION = "arn:aws:states:::";
  private static final String WAIT = ".waitForTaskToken";

  /** The task ends when its token is completed, not when the call returns. */
  public boolean waitsForToken() {
    return arn.endsWith(WAIT);
  }

  /** A function named directly by its ARN: it has events of its own and no answer wrapper. */
  boolean isFunctionArn() {
    return arn.startsWith("arn:aws:lambda:");
  }

  /** {@code lambda}, {@code sqs}, {@code aws-sdk:s3}. */
  String service() {
    String rest = rest();
    int colon = rest.lastIndexOf(':');
    return colon < 0 ? rest : rest.substring(0, colon);
  }

  /** {@code invoke}, {@code sendMessage.waitForTaskToken}. */
  String action() {
    String rest = rest();
    return rest.substring(rest.lastIndexOf(':') + 1);
  }

  private String rest() {
    return arn.startsWith(INTEGRATION) ? arn.substring(INTEGRATION.length()) : arn;
  }
}
