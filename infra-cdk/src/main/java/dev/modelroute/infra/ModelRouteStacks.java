package dev.modelroute.infra;

import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;
import software.amazon.awscdk.StackProps;

/**
 * The stacks by lifetime: data outlives everything, the application is deployed daily, the edge is
 * optional.
 */
record ModelRouteStacks(
    DataStack data, AppStack app, @Nullable EdgeStack edge, @Nullable FileEdgeStack fileEdge) {

  static ModelRouteStacks in(App app, DeploymentSettings settings) {
    DataStack data =
        new DataStack(
            app, "ModelRoute-Data", described("ModelRoute: what must never be lost"), settings);
    FileEdgeStack files = fileEdge(app, data, settings);
    AppStack application =
        new AppStack(
            app, "ModelRoute-App", described("ModelRoute: API, workflow, consumers"), settings);
    // Names go by SSM parameter, which CloudFormation can't see: the order is said here.
    application.addStackDependency(data);
    if (files != null) {
      application.addStackDependency(files);
    }
    return new ModelRouteStacks(data, application, edge(app, application, settings), files);
  }

  private static @Nullable FileEdgeStack fileEdge(
      App app, DataStack data, DeploymentSettings settings) {
    return settings
        .filesKey()
        .map(key -> {
          String what = "ModelRoute: CloudFront before the files";
          FileEdgeStack files =
              new FileEdgeStack(app, "ModelRoute-FileEdge", described(what), settings, key);
          files.addStackDependency(data);
          return files;
        })
        .orElse(null);
  }

  private static @Nullable EdgeStack edge(
      App app, AppStack application, DeploymentSettings settings) {
    if (!settings.edge()) {
      return null;
    }
    EdgeStack edge =
        new EdgeStack(
            app, "ModelRoute-Edge", described("ModelRoute: CloudFront before the API"), settings);
    edge.addStackDependency(application);
    return edge;
  }

  private static StackProps described(String description) {
    return StackProps.builder().description(description).build();
  }
}
