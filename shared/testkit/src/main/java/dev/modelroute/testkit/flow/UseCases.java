package dev.modelroute.testkit.flow;

import dev.modelroute.core.flow.AcceptCallback;
import dev.modelroute.core.flow.CancelExecution;
import dev.modelroute.core.flow.DispatchExecution;
import dev.modelroute.core.flow.ExpireExecution;
import dev.modelroute.core.flow.PollExecution;
import dev.modelroute.core.flow.QuoteExecution;
import dev.modelroute.core.flow.ReleaseExecution;
import dev.modelroute.core.flow.SettleExecution;
import dev.modelroute.core.flow.SubmitExecution;
import dev.modelroute.core.flow.TaskAnswers;
import dev.modelroute.core.upkeep.ProveLedger;
import dev.modelroute.core.upkeep.ResendOutbox;
import dev.modelroute.core.upkeep.SweepExecutions;

/** Every use case of the flow, over one set of ports. */
public record UseCases(
    SubmitExecution submit,
    QuoteExecution quote,
    DispatchExecution dispatch,
    TaskAnswers answers,
    PollExecution poll,
    AcceptCallback callback,
    SettleExecution settle,
    ReleaseExecution release,
    CancelExecution cancel,
    ExpireExecution expire,
    SweepExecutions sweep,
    ResendOutbox resend,
    ProveLedger prove) {}
