package dev.modelroute.local.stepfunctions;

import java.util.Optional;

/** One entry of {@code Catch}. An empty {@code resultPath} drops the error. */
record Catcher(ErrorMatch errors, Optional<ResultPath> resultPath, String next) {}
