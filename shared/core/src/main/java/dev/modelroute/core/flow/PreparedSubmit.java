package dev.modelroute.core.flow;

import dev.modelroute.core.catalog.Catalog;
import dev.modelroute.core.catalog.InputMeasure;
import dev.modelroute.core.catalog.Model;
import dev.modelroute.core.catalog.Quote;
import dev.modelroute.core.catalog.Quotes;
import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.file.InputFiles;
import dev.modelroute.core.identity.AccountMode;
import dev.modelroute.core.identity.Caller;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.webhook.AddressPolicy;
import dev.modelroute.core.webhook.TargetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * A submit that passed every check short of the balance.
 *
 * @param timeout the caller's, or the model's own
 */
public record PreparedSubmit(SubmitRequest request, Model model, Duration timeout, Quote quote) {

  /** Passed, or why not. */
  public sealed interface Preparation {
    record Ready(PreparedSubmit submit) implements Preparation {}

    record NotReady(Submitted reason) implements Preparation {}
  }

  /** Checks submits, for accepting and for quoting alike. */
  public static final class Checks {
    private final Catalog catalog;
    private final InputFiles files;
    private final AddressPolicy addresses;
    private final InstantSource time;

    public Checks(Catalog catalog, InputFiles files, AddressPolicy addresses, InstantSource time) {
      this.catalog = catalog;
      this.files = files;
      this.addresses = addresses;
      this.time = time;
    }

    /**
     * Guards in order of precedence: body, model, mode of the key, timeout, input, files, webhook
     * address, cost.
     */
    Preparation prepare(Caller caller, JsonObject body) {
      return switch (SubmitRequest.read(body)) {
        case SubmitRequest.Reading.Wrong(List<FieldError> errors) ->
            refused(ErrorCode.INPUT_VALIDATION_ERROR, errors);
        case SubmitRequest.Reading.Read(SubmitRequest request) -> prepare(caller, request);
      };
    }

    private Preparation prepare(Caller caller, SubmitRequest request) {
      Optional<Model> found = catalog.find(request.model());
      if (found.isEmpty()) {
        return refused("model", "NOT_FOUND", "There is no such model.");
      }
      Model model = found.get();
      if (caller.account().mode() == AccountMode.TEST && !model.simulated()) {
        return new Preparation.NotReady(new Submitted.Forbidden());
      }
      Duration timeout = request.timeout() == null ? model.defaultTimeout() : request.timeout();
      if (timeout.compareTo(model.defaultTimeout()) > 0) {
        return refused(
            "timeout_seconds",
            "OUT_OF_RANGE",
            "May not be longer than the model's own "
                + model.defaultTimeout().toSeconds()
                + " seconds.");
      }
      List<FieldError> inputErrors = catalog.validate(model, request.input());
      if (!inputErrors.isEmpty()) {
        return refused(ErrorCode.INPUT_VALIDATION_ERROR, inputErrors);
      }
      return prepareFilesAndCost(caller, request, model, timeout);
    }

    private Preparation prepareFilesAndCost(
        Caller caller, SubmitRequest request, Model model, Duration timeout) {
      InputFiles.Checked checked = files.check(caller.organization(), model, request.input());
      Optional<ErrorCode> refusal = checked.refusal();
      if (refusal.isPresent()) {
        return refused(refusal.get(), checked.errors());
      }
      Optional<FieldError> address = webhookAddress(request);
      if (address.isPresent()) {
        return refused(ErrorCode.INPUT_VALIDATION_ERROR, List.of(address.get()));
      }
      return prepareCost(request, model, timeout, InputFiles.measure(checked.files()));
    }

    private Preparation prepareCost(
        SubmitRequest request, Model model, Duration timeout, InputMeasure measure) {
      Instant now = time.instant();
      Optional<Quote> found;
      try {
        found = Quotes.find(model, request.input(), measure, now);
      } catch (ArithmeticException outOfRange) {
        return refused("input", "OUT_OF_RANGE", "This input costs more than can be counted.");
      }
      if (found.isEmpty()) {
        return refused(ErrorCode.INPUT_VALIDATION_ERROR, notTaken(model, request.input(), now));
      }
      Quote quote = found.get();
      if (request.maxCost() != null && quote.cost().estimate().compareTo(request.maxCost()) > 0) {
        return refused(
            "max_cost", "EXCEEDED", "The estimate is " + quote.cost().estimate().toUsd() + " USD.");
      }
      return new Preparation.Ready(new PreparedSubmit(request, model, timeout, quote));
    }

    private static List<FieldError> notTaken(Model model, JsonObject input, Instant now) {
      List<FieldError> errors =
          Quotes.obstacles(model, input, now).stream()
              .map(member ->
                  new FieldError(
                      "input." + member,
                      "NOT_SUPPORTED",
                      "This value is not available for this model together with the others."))
              .toList();
      return errors.isEmpty()
          ? List.of(
              new FieldError("input", "NOT_SUPPORTED", "This combination is not available now."))
          : errors;
    }

    private Optional<FieldError> webhookAddress(SubmitRequest request) {
      if (request.webhookUrl() == null) {
        return Optional.empty();
      }
      return switch (TargetAddress.check(request.webhookUrl(), addresses)) {
        case TargetAddress.Checked.Allowed ignored -> Optional.empty();
        case TargetAddress.Checked.Refused(TargetAddress.Refusal why) ->
            Optional.of(new FieldError("webhook_url", why.name(), why.message()));
      };
    }

    private static Preparation refused(String field, String code, String message) {
      return refused(
          ErrorCode.INPUT_VALIDATION_ERROR, List.of(new FieldError(field, code, message)));
    }

    private static Preparation refused(ErrorCode code, List<FieldError> details) {
      return new Preparation.NotReady(new Submitted.Refused(code, details));
    }
  }
}
