package dev.modelroute.testkit.flow;

import dev.modelroute.core.audit.Acting;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.catalog.RouteMode;
import dev.modelroute.core.execution.Attempt;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.file.FileAction;
import dev.modelroute.core.file.FileFacts;
import dev.modelroute.core.file.FileRef;
import dev.modelroute.core.file.StoredFile;
import dev.modelroute.core.flow.Dispatched;
import dev.modelroute.core.flow.PollQueue.PollTicket;
import dev.modelroute.core.flow.Submitted;
import dev.modelroute.core.id.Digests;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.AccountMode;
import dev.modelroute.core.identity.Caller;
import dev.modelroute.core.identity.KeyId;
import dev.modelroute.core.identity.KeyLevel;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.identity.Organization.IdempotencyMode;
import dev.modelroute.core.identity.OrganizationSettings;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.money.Balance;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.money.SpendLimit;
import dev.modelroute.core.provider.ByteSource;
import dev.modelroute.core.webhook.WebhookEvent;
import dev.modelroute.core.webhook.WebhookEvent.Slot;
import dev.modelroute.testkit.contract.Stores;
import dev.modelroute.testkit.crash.CrashPoints;
import dev.modelroute.testkit.file.MemoryFileStore;
import dev.modelroute.testkit.file.MemoryObjectStore;
import dev.modelroute.testkit.file.MemoryRemoteFetcher;
import dev.modelroute.testkit.fixture.Executions;
import dev.modelroute.testkit.memory.MemoryAuditLog;
import dev.modelroute.testkit.memory.MemoryPlatform;
import dev.modelroute.testkit.memory.MemoryStorageMeter;
import dev.modelroute.testkit.time.CountingIds;
import dev.modelroute.testkit.time.SettableTime;
import dev.modelroute.testkit.webhook.MemoryWebhookStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The whole platform short of its functions: every use case over the in-memory twins, two providers
 * ({@code alpha}, {@code beta}) that play a script, one funded caller. Every call of a port goes
 * through {@link #points}.
 */
public final class PlatformOnTwins {
  /** How long the file of {@link #acceptedWithFile} lives: less than an execution may take. */
  public static final Duration FILE_LIFE = Duration.ofMinutes(5);

  private final Ground ground;
  private final MemoryFileStore files =
      new MemoryFileStore(new MemoryAuditLog(), new MemoryStorageMeter());
  private final MemoryObjectStore objects;
  private final MemoryWebhookStore endpoints = new MemoryWebhookStore();
  private final MemoryRemoteFetcher fetcher = new MemoryRemoteFetcher();
  private final ScriptedCatalog catalog = new ScriptedCatalog();
  private final ScriptedAdapter alpha = new ScriptedAdapter("alpha");
  private final ScriptedAdapter beta = new ScriptedAdapter("beta");
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private final Executions make;
  private final Caller caller;
  private final UseCases useCases;
  private final Machine machine;

  /** A platform whose routes are sync, {@code alpha} first, and whose caller has 10 USD. */
  public PlatformOnTwins() {
    this(Ground.inMemory());
  }

  /** The same on other ground. */
  public PlatformOnTwins(Ground ground) {
    this(ground, null, OrganizationSettings.DEFAULT);
  }

  /** The same, its caller under this limit. */
  public PlatformOnTwins(Ground ground, @Nullable SpendLimit limit, OrganizationSettings settings) {
    this.ground = ground;
    objects = new MemoryObjectStore(ground.time());
    make = new Executions(ground.time(), ground.ids());
    caller = caller(new Account(OrgId.of(ids().next()), AccountMode.LIVE), limit, settings);
    useCases = new TwinWiring(this).useCases();
    machine = new Machine(useCases, ground.twins().orchestrator());
    catalog.routes(Script.route("alpha", RouteMode.SYNC), Script.route("beta", RouteMode.SYNC));
    credit(caller.account(), "10");
  }

  /** Sets the routes of both models, in order of preference. */
  public PlatformOnTwins routes(Route... routes) {
    catalog.routes(routes);
    return this;
  }

  /** Registers a receiver of everything for the caller's organisation. */
  public PlatformOnTwins listening() {
    endpoints.create(make.endpoint(caller.organization()));
    return this;
  }

  /** Another key, of another organisation, without money. */
  public Caller caller(AccountMode mode) {
    return caller(new Account(OrgId.of(ids().next()), mode), IdempotencyMode.REQUIRED);
  }

  /** Another key of an account. */
  public Caller caller(Account account, IdempotencyMode idempotency) {
    return caller(account, null, OrganizationSettings.DEFAULT.withIdempotency(idempotency));
  }

  /** Another key of an account, under these limits. */
  public Caller caller(Account account, @Nullable SpendLimit limit, OrganizationSettings settings) {
    return new Caller(account, KeyId.of(ids().next()), "script", KeyLevel.FULL, limit, settings);
  }

  public void credit(Account account, String usd) {
    stores().ledger().credit(make.credit(account, Money.parse(usd)));
  }

  /** A submit body without a key: the live model, an estimate of 0.04 USD. */
  public static JsonObject body() {
    return JsonObject.builder()
        .put("model", ScriptedCatalog.LIVE)
        .put("input", JsonObject.builder().put("prompt", "a lighthouse").build())
        .build();
  }

  /** Submits with a key. */
  public Submitted submit(String key) {
    return submit(key, body());
  }

  /** Submits a body with a key. */
  public Submitted submit(String key, JsonObject body) {
    return useCases.submit().submit(caller, body, Optional.of(key));
  }

  /** Submits, which must be accepted. */
  public ExecutionId accepted(String key) {
    return accepted(submit(key));
  }

  private static ExecutionId accepted(Submitted submitted) {
    if (submitted instanceof Submitted.Accepted(Execution execution)) {
      return execution.id();
    }
    throw new IllegalStateException("the submit was not accepted");
  }

  /** Submits an input with a PNG file of the caller's, which must be accepted. */
  public ExecutionId acceptedWithFile(String key) {
    FileRef id = FileRef.of(ids().next());
    objects.put("inputs/" + id, ByteSource.of(Script.png()));
    StoredFile file =
        new StoredFile(
            id,
            caller.organization(),
            StoredFile.Purpose.INPUT,
            StoredFile.Status.READY,
            new StoredFile.Location(objects.bucket(), "inputs/" + id),
            new FileFacts(
                "image/png", Script.png().length, Digests.sha256(Script.png()), 3, 2, null),
            time().instant(),
            time().instant(),
            time().instant().plus(FILE_LIFE));
    Acting access = Acting.system(caller.organization());
    files.create(file, FileAction.CONFIRM.by(access, id, time().instant()));
    JsonObject input = JsonObject.builder().put("image", id.value()).build();
    return accepted(submit(key, body().with("input", input)));
  }

  /** Submits and plays the machine as far as it goes. */
  public ExecutionId submitted(String key) {
    ExecutionId id = accepted(key);
    machine.play(id);
    return id;
  }

  /** Makes the polls that wait, whatever their delay, and plays the machines on. */
  public List<Dispatched> pollOnce() {
    List<Dispatched> outcomes =
        rows().polls().takeAll().stream().map(reminder -> poll(reminder.ticket())).toList();
    machine.playAll();
    return outcomes;
  }

  /** Makes one poll and tells the machine, which is not played. */
  public Dispatched poll(PollTicket ticket) {
    Dispatched dispatched = useCases.poll().poll(ticket);
    useCases.answers().give(dispatched);
    return dispatched;
  }

  public Execution execution(ExecutionId id) {
    return stores().executions().find(id).orElseThrow();
  }

  public List<Attempt> attempts(ExecutionId id) {
    return stores().attempts().all(id);
  }

  public Attempt lastAttempt(ExecutionId id) {
    return attempts(id).getLast();
  }

  public Optional<WebhookEvent> event(ExecutionId id, Slot slot) {
    return stores().outbox().find(id, slot);
  }

  public Balance balance() {
    return stores().ledger().balance(caller.account());
  }

  /** The balance in one line: available, held, spent. */
  public String money() {
    Balance now = balance();
    return now.available().toUsd() + " " + now.held().toUsd() + " " + now.spent().toUsd();
  }

  public Ground ground() {
    return ground;
  }

  public SettableTime time() {
    return ground.time();
  }

  public CountingIds ids() {
    return ground.ids();
  }

  /** The twins: all rows, or only queues and machines where the stores are others. */
  public MemoryPlatform rows() {
    return ground.twins();
  }

  /** Where executions, attempts, ledger and outbox are. */
  public Stores stores() {
    return ground.stores();
  }

  public MemoryFileStore files() {
    return files;
  }

  public MemoryObjectStore objects() {
    return objects;
  }

  public MemoryWebhookStore endpoints() {
    return endpoints;
  }

  public MemoryRemoteFetcher fetcher() {
    return fetcher;
  }

  public ScriptedCatalog catalog() {
    return catalog;
  }

  public ScriptedAdapter alpha() {
    return alpha;
  }

  public ScriptedAdapter beta() {
    return beta;
  }

  public CrashPoints points() {
    return ground.points();
  }

  /** The waits that were made within an attempt. */
  public List<Duration> pauses() {
    return pauses;
  }

  public Caller caller() {
    return caller;
  }

  public UseCases useCases() {
    return useCases;
  }

  public Machine machine() {
    return machine;
  }
}
