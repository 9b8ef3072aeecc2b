package dev.modelroute.bench;

import dev.modelroute.aws.AwsClients;
import dev.modelroute.aws.bootstrap.TableBootstrap;
import dev.modelroute.aws.dynamo.DynamoPlatform;
import dev.modelroute.aws.dynamo.DynamoSettings;
import dev.modelroute.aws.dynamo.LargePayloads;
import dev.modelroute.aws.dynamo.Pause;
import dev.modelroute.aws.table.Tables;
import dev.modelroute.core.execution.ExecutionStore.Acceptance;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.money.HoldTerms;
import dev.modelroute.core.money.Money;
import dev.modelroute.testkit.embedded.EmbeddedAws;
import dev.modelroute.testkit.embedded.EmbeddedService;
import dev.modelroute.testkit.embedded.SharedEmbeddedAws;
import dev.modelroute.testkit.fixture.Executions;
import dev.modelroute.testkit.time.CountingIds;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * {@code mvn -Pbench-accept}: how many executions one account accepts a second, its balance on 1, 4
 * and 16 rows. 32 threads, embedded DynamoDB on the same cores. Writes its part of {@code
 * functions/bench/RESULTS.md}.
 */
public final class AcceptLoad {
  private static final String PART = "accept";
  private static final List<Integer> SHARDS = List.of(1, 4, 16);
  private static final int THREADS = 32;
  private static final Duration WARM_UP = Duration.ofSeconds(3);

  private final DynamoPlatform stores;
  private final Executions make = new Executions(InstantSource.system(), new CountingIds());
  private final List<Measurement> found = new ArrayList<>();

  private AcceptLoad(DynamoPlatform stores) {
    this.stores = stores;
  }

  /** What a run came to: milliseconds of each accept, and calls that ended in a 503. */
  private record Run(Queue<Double> millis, AtomicInteger unavailable) {
    Run() {
      this(new ConcurrentLinkedQueue<>(), new AtomicInteger());
    }
  }

  /** System properties: {@code project.root}, {@code seconds} (10) of each run. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    double load = Machine.load();
    Duration length = Duration.ofSeconds(Integer.getInteger("seconds", 10));
    AcceptLoad bench = new AcceptLoad(embedded());
    // Everything is compiled before the first figure, so that the first is not the worst.
    bench.run(1, WARM_UP.multipliedBy(3));
    double single = 0;
    for (int shards : SHARDS) {
      Run run = bench.run(shards, length);
      double perSecond = run.millis().size() / (double) length.toSeconds();
      single = shards == 1 ? perSecond : single;
      bench.report(shards, run, perSecond, perSecond / single);
    }
    Path root = Path.of(System.getProperty("project.root", "")).toAbsolutePath();
    new Results(Machine.circumstances(load), bench.found).show(root, PART);
  }

  private void report(int shards, Run run, double perSecond, double ratio) {
    String what = "accept, shards: " + shards;
    Percentiles millis =
        new Percentiles(run.millis().stream().mapToDouble(Double::doubleValue).toArray());
    found.add(Measurement.of(what + ": a second", perSecond, ""));
    found.add(Measurement.of(what + ": of the rate of one shard", ratio, ""));
    found.add(Measurement.of(what + ": p50", millis.median(), "ms"));
    found.add(Measurement.of(what + ": p99", millis.at(99), "ms"));
    found.add(Measurement.of(what + ": 503 after all tries", run.unavailable().get(), ""));
  }

  /** A new account with so many shards, warmed up, then measured. */
  private Run run(int shards, Duration length) throws InterruptedException, ExecutionException {
    Account account = make.account();
    stores.ledger().credit(make.credit(account, Money.parse("1000000")));
    stores.ledger().spread(account, shards);
    load(account, shards, WARM_UP);
    return load(account, shards, length);
  }

  private Run load(Account account, int shards, Duration length)
      throws InterruptedException, ExecutionException {
    Run run = new Run();
    HoldTerms terms = new HoldTerms(shards);
    long end = System.nanoTime() + length.toNanos();
    Callable<Boolean> caller =
        () -> {
          while (System.nanoTime() < end) {
            one(account, terms, run);
          }
          return true;
        };
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<Boolean>> callers = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        callers.add(threads.submit(caller));
      }
      for (Future<Boolean> each : callers) {
        each.get();
      }
    }
    return run;
  }

  private void one(Account account, HoldTerms terms, Run run) {
    long begin = System.nanoTime();
    try {
      Acceptance answer = stores.executions().accept(make.pending(account).build(), terms);
      if (!(answer instanceof Acceptance.Accepted)) {
        throw new IllegalStateException("not accepted: " + answer);
      }
      run.millis().add((System.nanoTime() - begin) / (double) TimeUnit.MILLISECONDS.toNanos(1));
    } catch (StoreUnavailableException conflicts) {
      run.unavailable().incrementAndGet();
    }
  }

  private static DynamoPlatform embedded() {
    EmbeddedAws aws = SharedEmbeddedAws.get(EmbeddedService.DYNAMODB);
    DynamoDbClient client =
        DynamoDbClient.builder()
            .region(Region.US_EAST_1)
            .endpointOverride(aws.dynamoDb())
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(aws.accessKey(), aws.secretKey())))
            .httpClient(UrlConnectionHttpClient.create())
            .overrideConfiguration(AwsClients.overrides())
            .build();
    String prefix = "accept-";
    new TableBootstrap(client).create(List.of(Tables.EXECUTIONS, Tables.LEDGER), prefix);
    return new DynamoPlatform(
        client,
        DynamoSettings.withPrefix(prefix),
        new NoPayloads(),
        new SecureRandom(),
        Pause.sleeping());
  }

  /** Inputs here are small. */
  private static final class NoPayloads implements LargePayloads {
    @Override
    public void put(String key, String text) {
      throw new IllegalStateException("a large payload: " + key);
    }

    @Override
    public String get(String key) {
      throw new IllegalStateException("a large payload: " + key);
    }
  }
}
