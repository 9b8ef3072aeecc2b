/**
 * The local state machine runner: the deployed definition file, interpreted in one JVM behind the
 * Step Functions API.
 *
 * <p>Three layers. {@link dev.modelroute.local.stepfunctions.AslLoader} reads a definition and
 * refuses everything outside its subset of the Amazon States Language. {@link
 * dev.modelroute.local.stepfunctions.StateMachines} runs it on an injected {@link
 * dev.modelroute.local.stepfunctions.TimeLine}. {@link
 * dev.modelroute.local.stepfunctions.StepFunctionsFront} speaks AWS JSON 1.0, so that the real
 * client talks to it. {@link dev.modelroute.local.stepfunctions.LocalStepFunctions} puts the three
 * together for the local runner.
 *
 * <p>Executions live in memory and end with the process.
 */
@NullMarked
package dev.modelroute.local.stepfunctions;

import org.jspecify.annotations.NullMarked;
