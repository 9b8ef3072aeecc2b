package dev.modelroute.wiring;

import com.amazonaws.services.lambda.runtime.Context;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.function.aws.DefaultLambdaContextFactory;
import io.micronaut.function.aws.LambdaContextFactory;
import jakarta.inject.Singleton;

/**
 * Keeps invocations out of the object graph. The framework's own factory adds new singletons for
 * each of them and never takes one away: memory grows, and every call is slower than the one
 * before. Nothing here asks for a Lambda context as a bean; handlers get it as an argument.
 */
@Singleton
@Replaces(DefaultLambdaContextFactory.class)
@Requires(classes = LambdaContextFactory.class)
final class UnregisteredContexts implements LambdaContextFactory {
  @Override
  public void registerSingletons(Context lambdaContext) {}
}
