/**
 * The deployment: one stack per lifetime, one construct per feature. What is stateful keeps its
 * logical id for ever; nothing stateful has a name of its own, so CloudFormation may replace it.
 */
@NullMarked
package dev.modelroute.infra;

import org.jspecify.annotations.NullMarked;
