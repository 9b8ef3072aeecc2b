package dev.modelroute.testkit.flow;

import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.provider.AttemptContext;
import dev.modelroute.core.provider.CallbackCheck;
import dev.modelroute.core.provider.CanonicalInput;
import dev.modelroute.core.provider.ProviderAdapter;
import dev.modelroute.core.provider.ProviderJob;
import dev.modelroute.core.provider.ProviderRequest;
import dev.modelroute.core.provider.ProviderResult;
import dev.modelroute.core.provider.RawCallback;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A provider that gives the answers a test wrote, in order, and remembers what it was asked. */
public final class ScriptedAdapter implements ProviderAdapter {
  private final String provider;
  private final Deque<Function<ProviderRequest, ProviderResult>> submits = new ArrayDeque<>();
  private final Deque<Function<ProviderJob, ProviderResult>> polls = new ArrayDeque<>();
  private final List<ProviderRequest> submitted = new ArrayList<>();
  private final List<ProviderJob> polled = new ArrayList<>();
  private final List<ProviderJob> cancelled = new ArrayList<>();
  private CallbackCheck check = CallbackCheck.TRUSTED;
  private boolean configured = true;

  ScriptedAdapter(String provider) {
    this.provider = provider;
  }

  /** Adds answers to submits; the last one is given again when the script is over. */
  public synchronized ScriptedAdapter answers(ProviderResult... results) {
    for (ProviderResult result : results) {
      submits.add(request -> result);
    }
    return this;
  }

  /** Adds an answer that looks around first. */
  public synchronized ScriptedAdapter answersBy(Function<ProviderRequest, ProviderResult> answer) {
    submits.add(answer);
    return this;
  }

  /** Adds answers to polls; the last one is given again when the script is over. */
  public synchronized ScriptedAdapter polls(ProviderResult... results) {
    for (ProviderResult result : results) {
      polls.add(job -> result);
    }
    return this;
  }

  /** Adds an answer to a poll that lets something happen first. */
  public synchronized ScriptedAdapter pollsBy(Function<ProviderJob, ProviderResult> answer) {
    polls.add(answer);
    return this;
  }

  public synchronized ScriptedAdapter checks(CallbackCheck result) {
    check = result;
    return this;
  }

  public synchronized ScriptedAdapter configured(boolean value) {
    configured = value;
    return this;
  }

  public synchronized List<ProviderRequest> submitted() {
    return List.copyOf(submitted);
  }

  public synchronized List<ProviderJob> polled() {
    return List.copyOf(polled);
  }

  public synchronized List<ProviderJob> cancelled() {
    return List.copyOf(cancelled);
  }

  @Override
  public String provider() {
    return provider;
  }

  @Override
  public synchronized boolean isConfigured(Route route) {
    return configured;
  }

  @Override
  public ProviderRequest translate(Route route, CanonicalInput input, AttemptContext attempt) {
    return new ProviderRequest(route, "run", input.fields(), Map.of(), attempt);
  }

  @Override
  public ProviderResult submit(ProviderRequest request) {
    Function<ProviderRequest, ProviderResult> answer;
    synchronized (this) {
      submitted.add(request);
      answer = next(submits, "submit");
    }
    return answer.apply(request);
  }

  @Override
  public ProviderResult poll(ProviderJob job) {
    Function<ProviderJob, ProviderResult> answer;
    synchronized (this) {
      polled.add(job);
      answer = next(polls, "poll");
    }
    return answer.apply(job);
  }

  private <T> Function<T, ProviderResult> next(
      Deque<Function<T, ProviderResult>> script, String what) {
    if (script.isEmpty()) {
      throw new IllegalStateException("the script of " + provider + " has no answer to a " + what);
    }
    return script.size() == 1 ? script.getFirst() : script.removeFirst();
  }

  @Override
  public synchronized CallbackCheck verify(RawCallback callback) {
    return check;
  }

  @Override
  public synchronized void cancel(ProviderJob job) {
    cancelled.add(job);
  }

  /** A job as this provider names it. */
  public ProviderResult.Accepted accepts(Route route, String id) {
    return new ProviderResult.Accepted(new ProviderJob(route.id(), id, JsonObject.EMPTY));
  }
}
