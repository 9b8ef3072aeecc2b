package dev.modelroute.infra;

import software.amazon.awscdk.App;

/**
 * The CDK app. {@code cdk.json} runs it through Maven, so that it gets the same JDK as the build.
 */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    App app = new App();
    ModelRouteStacks.in(app, DeploymentSettings.of(app.getNode()));
    app.synth();
  }
}
