package dev.modelroute.local;

import dev.modelroute.core.execution.ExecutionStore;
import dev.modelroute.core.flow.Orchestrator;
import dev.modelroute.core.flow.PollQueue;
import dev.modelroute.core.flow.TaskError;
import dev.modelroute.core.webhook.WebhookQueue;
import dev.modelroute.local.stepfunctions.AslDialect;
import dev.modelroute.local.stepfunctions.LambdaFunction;
import dev.modelroute.local.stepfunctions.LambdaTaskInvoker;
import dev.modelroute.local.stepfunctions.LocalStepFunctions;
import dev.modelroute.local.stepfunctions.RunnerSettings;
import dev.modelroute.local.stepfunctions.ScaledTimeLine;
import dev.modelroute.testkit.embedded.EmbeddedAwsLauncher;
import dev.modelroute.testkit.embedded.EmbeddedService;
import dev.modelroute.testkit.embedded.EmbeddedSettings;
import dev.modelroute.wiring.Settings;
import dev.modelroute.workflow.OutputUnusable;
import dev.modelroute.workflow.TransientFault;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Everything a deployment is, started in one process on loopback ports. */
public final class LocalPlatform implements AutoCloseable {
  private static final Logger LOG = System.getLogger(LocalPlatform.class.getName());

  /** Batch sizes of the deployed event source mappings. */
  private static final int POLL_BATCH = 10;

  private static final int WEBHOOK_BATCH = 5;

  private final LocalSettings settings;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final CompletableFuture<Map<String, LambdaFunction>> states = new CompletableFuture<>();
  private URI url = URI.create("http://127.0.0.1");

  private LocalPlatform(LocalSettings settings) {
    this.settings = settings;
  }

  /**
   * Starts everything, or nothing.
   *
   * @throws IOException when a port is taken or a file can't be written
   */
  public static LocalPlatform start(LocalSettings settings) throws IOException {
    LocalPlatform platform = new LocalPlatform(settings);
    try {
      platform.open();
      return platform;
    } catch (IOException | RuntimeException failure) {
      platform.close();
      throw failure;
    }
  }

  /** Where the API answers. */
  public URI url() {
    return url;
  }

  private void open() throws IOException {
    LocalEnvironment environment = new LocalEnvironment(settings);
    FrontDoor door = new FrontDoor();
    HttpFront front =
        keep(HttpFront.start(settings.port(), door, () -> UUID.randomUUID().toString()));
    url = front.url();
    LocalServices services =
        keep(
            new LocalServices(
                keep(EmbeddedAwsLauncher.fromSystemProperty().start(engines())), environment));
    services.bootstrap();
    ScaledTimeLine time = keep(new ScaledTimeLine(InstantSource.system(), settings.timeScale()));
    LocalStepFunctions machines = keep(stateMachines(time));
    environment
        .put("MODELROUTE_PUBLIC_URL", url.toString())
        .put("MODELROUTE_TIME_SCALE", Double.toString(settings.timeScale()))
        .put("MODELROUTE_STATE_MACHINE_ARN", machines.stateMachineArn())
        .put("AWS_ENDPOINT_URL_SFN", machines.endpoint().toString());
    ApplicationContext context = keep(context(environment, time));
    LocalFunctions functions = LocalFunctions.on(context);
    states.complete(functions.states());
    seed(context, environment);
    new Recovery(context.getBean(ExecutionStore.class), context.getBean(Orchestrator.class), time)
        .recover();
    consume(functions, services, environment);
    keep(new SweepTimer(functions.sweeper(), time).start());
    door.open(functions.api());
  }

  private EmbeddedSettings engines() {
    Path directory = settings.dataDirectory();
    return directory == null
        ? EmbeddedSettings.inMemory(
            EmbeddedService.DYNAMODB, EmbeddedService.SQS, EmbeddedService.S3)
        : EmbeddedSettings.keptIn(directory);
  }

  private LocalStepFunctions stateMachines(ScaledTimeLine time) throws IOException {
    Set<String> errors = new HashSet<>();
    Arrays.stream(TaskError.values()).map(TaskError::text).forEach(errors::add);
    errors.add(TransientFault.class.getName());
    errors.add(OutputUnusable.class.getName());
    return LocalStepFunctions.start(
        new LocalStepFunctions.Settings(
            "executions",
            Files.readString(settings.stateMachine()),
            Map.of(
                "Dispatch", "Dispatch",
                "Settle", "Settle",
                "Release", "Release",
                "TransientFault", TransientFault.class.getName(),
                "OutputUnusable", OutputUnusable.class.getName()),
            0,
            new RunnerSettings(
                AslDialect.lambdaOnly(errors),
                time,
                RandomGenerator.of("L64X128MixRandom"),
                () -> UUID.randomUUID().toString(),
                new LambdaTaskInvoker(
                    Map.of(
                        "Dispatch", event -> state("Dispatch", event),
                        "Settle", event -> state("Settle", event),
                        "Release", event -> state("Release", event))),
                RunnerSettings.CLOSED_KEPT,
                0)));
  }

  /** Machines start after the functions exist; the future only ties the knot between the two. */
  private String state(String name, String event) throws Exception {
    return Objects.requireNonNull(states.join().get(name)).handle(event);
  }

  private ApplicationContext context(LocalEnvironment environment, ScaledTimeLine time) {
    System.setProperty("aws.region", "us-east-1");
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    ApplicationContext context =
        ApplicationContext.builder().banner(false).deduceEnvironment(false).build();
    context.registerSingleton(Settings.class, new Settings(environment.values()));
    context.registerSingleton(InstantSource.class, time);
    context.registerSingleton(new ClientInLanes(new Lanes()));
    if (settings.timeScale() != 1) {
      ScaledDelays delays = new ScaledDelays(settings.timeScale());
      context.registerSingleton(new ScaledPolls(delays));
      context.registerSingleton(new ScaledWebhooks(delays));
    }
    return context.start();
  }

  private record ClientInLanes(Lanes lanes) implements BeanCreatedEventListener<DynamoDbClient> {
    @Override
    public DynamoDbClient onCreated(BeanCreatedEvent<DynamoDbClient> event) {
      return lanes.through(DynamoDbClient.class, event.getBean());
    }
  }

  private record ScaledPolls(ScaledDelays delays) implements BeanCreatedEventListener<PollQueue> {
    @Override
    public PollQueue onCreated(BeanCreatedEvent<PollQueue> event) {
      return delays.of(event.getBean());
    }
  }

  private record ScaledWebhooks(ScaledDelays delays)
      implements BeanCreatedEventListener<WebhookQueue> {
    @Override
    public WebhookQueue onCreated(BeanCreatedEvent<WebhookQueue> event) {
      return delays.of(event.getBean());
    }
  }

  private void seed(ApplicationContext context, LocalEnvironment environment) throws IOException {
    Path directory = settings.dataDirectory();
    Path shown = settings.credentialsFile();
    Path kept = directory == null ? shown : directory.resolve("credentials.json");
    new Seed(context).credentials(url, environment.required("MODELROUTE_ADMIN_KEY"), kept, shown);
  }

  private void consume(
      LocalFunctions functions, LocalServices services, LocalEnvironment environment) {
    keep(
        new QueueSource(
                services.receiving(),
                environment.required("MODELROUTE_QUEUE_POLLS"),
                functions.polls(),
                POLL_BATCH)
            .start());
    keep(
        new QueueSource(
                services.receiving(),
                environment.required("MODELROUTE_QUEUE_WEBHOOKS"),
                functions.webhooks(),
                WEBHOOK_BATCH)
            .start());
  }

  private <T extends AutoCloseable> T keep(T part) {
    running.push(part);
    return part;
  }

  /** Ends everything, last started first. */
  @Override
  public void close() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception failure) {
        LOG.log(Level.WARNING, "while stopping: " + failure.getClass().getName());
      }
    }
  }
}
