package dev.modelroute.infra;

import software.amazon.awscdk.services.ssm.StringParameter;
import software.constructs.Construct;

/**
 * Names that one stack tells another, by SSM parameter. A CloudFormation export can't change while
 * somebody reads it, and so blocks the replacement of what it names; a parameter can.
 *
 * @param prefix of all parameters of one deployment
 */
record Published(String prefix) {

  void tell(Construct scope, String name, String value) {
    StringParameter.Builder.create(scope, "Parameter" + name.replace('/', '-'))
        .parameterName(path(name))
        .stringValue(value)
        .build();
  }

  String read(Construct scope, String name) {
    return StringParameter.valueForStringParameter(scope, path(name));
  }

  String path(String name) {
    return prefix + "/" + name;
  }
}
