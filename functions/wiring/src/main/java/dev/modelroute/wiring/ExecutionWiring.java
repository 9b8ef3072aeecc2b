package dev.modelroute.wiring;

import dev.modelroute.core.catalog.Catalog;
import dev.modelroute.core.execution.AttemptStore;
import dev.modelroute.core.execution.ExecutionJson;
import dev.modelroute.core.execution.ExecutionStore;
import dev.modelroute.core.file.InputFiles;
import dev.modelroute.core.file.RehostOutputs;
import dev.modelroute.core.file.StageOutputs;
import dev.modelroute.core.flow.AcceptCallback;
import dev.modelroute.core.flow.AttemptPlans;
import dev.modelroute.core.flow.AttemptResults;
import dev.modelroute.core.flow.AttemptRun;
import dev.modelroute.core.flow.CancelExecution;
import dev.modelroute.core.flow.DispatchExecution;
import dev.modelroute.core.flow.EventHandover;
import dev.modelroute.core.flow.ExpireExecution;
import dev.modelroute.core.flow.JobCancellation;
import dev.modelroute.core.flow.JobResults;
import dev.modelroute.core.flow.Orchestrator;
import dev.modelroute.core.flow.PollExecution;
import dev.modelroute.core.flow.PollQueue;
import dev.modelroute.core.flow.PreparedSubmit;
import dev.modelroute.core.flow.QuoteExecution;
import dev.modelroute.core.flow.ReleaseExecution;
import dev.modelroute.core.flow.Resolver;
import dev.modelroute.core.flow.RetryExecution;
import dev.modelroute.core.flow.SettleExecution;
import dev.modelroute.core.flow.Settlement;
import dev.modelroute.core.flow.SubmitExecution;
import dev.modelroute.core.flow.TaskAnswers;
import dev.modelroute.core.id.IdSource;
import dev.modelroute.core.metric.Metrics;
import dev.modelroute.core.provider.Adapters;
import dev.modelroute.core.provider.Router;
import dev.modelroute.core.upkeep.ResendOutbox;
import dev.modelroute.core.upkeep.SweepExecutions;
import dev.modelroute.core.webhook.AddressPolicy;
import dev.modelroute.core.webhook.EndpointStore;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.core.webhook.WebhookEvents;
import dev.modelroute.core.webhook.WebhookQueue;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The verbs of an execution, from ports. Every bean is made only when something asks for it. */
@Factory
final class ExecutionWiring {

  @Singleton
  ExecutionJson executionJson(Settings settings) {
    return new ExecutionJson(settings.publicUrl());
  }

  @Singleton
  WebhookEvents webhookEvents(ExecutionJson json) {
    return new WebhookEvents(json);
  }

  @Singleton
  Router router(Adapters adapters) {
    return new Router(adapters);
  }

  @Singleton
  DispatchExecution.Stores stores(ExecutionStore executions, AttemptStore attempts) {
    return new DispatchExecution.Stores(executions, attempts);
  }

  @Singleton
  PreparedSubmit.Checks checks(
      Catalog catalog, InputFiles files, AddressPolicy addresses, InstantSource time) {
    return new PreparedSubmit.Checks(catalog, files, addresses, time);
  }

  @Singleton
  SubmitExecution submitExecution(
      PreparedSubmit.Checks checks,
      ExecutionStore executions,
      Orchestrator orchestrator,
      IdSource ids,
      InstantSource time) {
    return new SubmitExecution(checks, executions, orchestrator, ids, time);
  }

  @Singleton
  RetryExecution retryExecution(
      PreparedSubmit.Checks checks,
      ExecutionStore executions,
      Orchestrator orchestrator,
      IdSource ids,
      InstantSource time) {
    return new RetryExecution(checks, executions, orchestrator, ids, time);
  }

  @Singleton
  QuoteExecution quoteExecution(PreparedSubmit.Checks checks) {
    return new QuoteExecution(checks);
  }

  @Singleton
  EventHandover eventHandover(
      WebhookQueue queue, Outbox outbox, EndpointStore endpoints, InstantSource time) {
    return new EventHandover(queue, outbox, endpoints, time);
  }

  @Singleton
  Resolver resolver(
      ExecutionStore executions,
      WebhookEvents events,
      EventHandover handover,
      Metrics metrics,
      InstantSource time) {
    return new Resolver(executions, events, handover, metrics, time);
  }

  @Singleton
  AttemptResults attemptResults(AttemptStore attempts, StageOutputs staging, InstantSource time) {
    return new AttemptResults(attempts, staging, time);
  }

  @Singleton
  AttemptRun.Parts attemptParts(
      DispatchExecution.Stores stores, Adapters adapters, AttemptResults results, PollQueue polls) {
    return new AttemptRun.Parts(stores.executions(), stores.attempts(), adapters, results, polls);
  }

  @Singleton
  AttemptRun attemptRun(AttemptRun.Parts parts, AttemptRun.Surroundings surroundings) {
    return new AttemptRun(parts, surroundings);
  }

  @Singleton
  DispatchExecution dispatchExecution(
      DispatchExecution.Stores stores,
      DispatchExecution.Routing routing,
      AttemptRun run,
      DispatchExecution.Events events,
      InstantSource time) {
    return new DispatchExecution(stores, routing, run, events, time);
  }

  @Singleton
  AttemptPlans attemptPlans(
      Adapters adapters, InputFiles inputFiles, AttemptRun.Surroundings surroundings) {
    return new AttemptPlans(adapters, inputFiles, surroundings);
  }

  @Singleton
  DispatchExecution.Routing routing(Catalog catalog, Router router, AttemptPlans plans) {
    return new DispatchExecution.Routing(catalog, router, plans);
  }

  @Singleton
  DispatchExecution.Events dispatchEvents(WebhookEvents events, EventHandover handover) {
    return new DispatchExecution.Events(events, handover);
  }

  @Singleton
  TaskAnswers taskAnswers(Orchestrator orchestrator) {
    return new TaskAnswers(orchestrator);
  }

  @Singleton
  JobResults jobResults(Adapters adapters, AttemptResults results) {
    return new JobResults(adapters, results);
  }

  @Singleton
  PollExecution pollExecution(
      DispatchExecution.Stores stores,
      Catalog catalog,
      PollQueue polls,
      JobResults jobs,
      InstantSource time) {
    return new PollExecution(stores, catalog, polls, jobs, time);
  }

  @Singleton
  AcceptCallback acceptCallback(AttemptStore attempts, Adapters adapters, JobResults jobs) {
    return new AcceptCallback(attempts, adapters, jobs);
  }

  @Singleton
  Settlement settlement(RehostOutputs rehosting, Resolver resolver) {
    return new Settlement(rehosting, resolver);
  }

  @Singleton
  SettleExecution settleExecution(ExecutionStore executions, Settlement settlement) {
    return new SettleExecution(executions, settlement);
  }

  @Singleton
  JobCancellation jobCancellation(
      AttemptStore attempts, Adapters adapters, Orchestrator orchestrator) {
    return new JobCancellation(attempts, adapters, orchestrator);
  }

  @Singleton
  ReleaseExecution releaseExecution(
      ExecutionStore executions,
      Settlement settlement,
      Resolver resolver,
      JobCancellation cancellation) {
    return new ReleaseExecution(executions, settlement, resolver, cancellation);
  }

  @Singleton
  CancelExecution cancelExecution(
      ExecutionStore executions, Resolver resolver, JobCancellation cancellation) {
    return new CancelExecution(executions, resolver, cancellation);
  }

  @Singleton
  ExpireExecution expireExecution(Resolver resolver, JobCancellation cancellation) {
    return new ExpireExecution(resolver, cancellation);
  }

  @Singleton
  SweepExecutions sweepExecutions(
      DispatchExecution.Stores stores,
      Orchestrator orchestrator,
      ReleaseExecution release,
      ExpireExecution expire,
      InstantSource time) {
    return new SweepExecutions(
        stores, orchestrator, new SweepExecutions.Verbs(release, expire), time);
  }

  @Singleton
  ResendOutbox resendOutbox(Outbox outbox, EventHandover handover, InstantSource time) {
    return new ResendOutbox(outbox, handover, time);
  }
}
